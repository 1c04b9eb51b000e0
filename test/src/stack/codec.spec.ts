import { caseJson } from '@assent/contracts';
import { until } from '@assent/local';
import { caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { z } from 'zod';
import { clerkAt, tourFile } from './clerk';
import type { StackAddresses } from './running-stack';
import { sharedStack } from './shared-stack';

const settings = z.looseObject({ Codec: z.looseObject({ Endpoint: z.url() }) });
const decoded = z.object({ payloads: z.array(z.object({ data: z.base64() })) });
const request = z.looseObject({ member: z.looseObject({}) });

let addresses: StackAddresses;
let temporal: Connection;
beforeAll(async () => {
  addresses = await sharedStack();
  temporal = await Connection.connect({ address: addresses.temporal });
}, 240_000);
afterAll(() => temporal.close());

/** The summary of a case's workflow, as Temporal has it. */
async function summaryOf(caseId: string) {
  const answer = await temporal.workflowService
    .describeWorkflowExecution({
      namespace: 'default',
      execution: { workflowId: caseWorkflowId(caseId) },
    })
    .catch(() => null);
  return answer?.executionConfig?.userMetadata?.summary ?? null;
}

test("Temporal's web interface is told where to have payloads decrypted, and only its pages may", async () => {
  const clerk = await clerkAt({ addresses });
  const asked = request.parse(tourFile('request.json'));
  const body = { ...asked, member: { ...asked.member, memberId: 'FB7700001' } };
  const { id, number } = caseJson.parse(await clerk.call('POST', '/v1/cases', body));
  const isThere = async () => (await summaryOf(id)) !== null;
  expect(await until(isThere, { timeoutMs: 30_000 })).toBe(true);
  const summary = await summaryOf(id);
  expect(Buffer.from(summary?.data ?? []).toString()).not.toContain(number);

  const told = await fetch(`${addresses.temporalUi}/api/v1/settings`);
  const { Endpoint } = settings.parse(await told.json()).Codec;
  const decode = (headers: Record<string, string>) =>
    fetch(`${Endpoint}/decode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-namespace': 'default', ...headers },
      body: JSON.stringify({ payloads: [summary] }),
    });
  const answer = await decode({ origin: addresses.temporalUi });
  const [payload] = decoded.parse(await answer.json()).payloads;
  expect(Buffer.from(payload?.data ?? '', 'base64').toString()).toBe(`"Case ${number}"`);
  expect((await decode({ origin: 'https://elsewhere.example.org' })).status).toBe(400);
  expect((await decode({})).status).toBe(400);
});
