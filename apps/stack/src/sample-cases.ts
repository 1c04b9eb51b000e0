import { access, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type SampleCase, sampleCases } from './sample-requests';

const tokenAnswer = z.object({ token: z.string() });
const openedCase = z.object({ id: z.string(), status: z.string() });

/** Makes the sample cases unless the marker file says they are done. */
export async function ensureSampleCases(marker: string, api: string): Promise<void> {
  const isDone = await access(marker).then(
    () => true,
    () => false,
  );
  if (isDone) return;
  await makeSampleCases(api);
  await writeFile(marker, '');
}

/**
 * Makes the sample cases through the API like any client. Each has its own idempotency key, so that
 * repeating one adds nothing.
 * @param api its address, where its own issuer signs in anyone.
 * @throws when the API refuses one.
 */
export async function makeSampleCases(api: string): Promise<void> {
  const { token } = tokenAnswer.parse(
    await post(`${api}/dev/token`, { role: 'intake', subject: 'sample-intake' }),
  );
  await Promise.all(sampleCases.map((sample) => makeCase(api, token, sample)));
}

async function makeCase(api: string, token: string, sample: SampleCase): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': `sample/${sample.name.replaceAll(' ', '-')}`,
  };
  const opened = openedCase.parse(await post(`${api}/v1/cases`, sample.request, headers));
  if (sample.withdrawnBecause === undefined || opened.status === 'withdrawn') return;
  const reason = { reason: sample.withdrawnBecause };
  const key = { ...headers, 'idempotency-key': `${headers['idempotency-key']}/withdraw` };
  await post(`${api}/v1/cases/${opened.id}/withdraw`, reason, key);
}

async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (response.ok) return response.json();
  throw new Error(`\`${new URL(url).pathname}\` answered ${response.status}`);
}
