import { caseEventMessage } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { ONE_MISSING } from '../support/facts';

let api: ApiServer;

beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

/** A stream of events that is being read. */
interface Reading {
  readonly response: Response;
  /** What was read up to now. */
  text(): string;
  /** Reads on until the text has it. */
  until(pattern: RegExp): Promise<void>;
  /** Reads to the end. */
  toEnd(): Promise<void>;
}

async function listen(headers: Readonly<Record<string, string>> = {}): Promise<Reading> {
  const response = await api.fetch('GET', '/v1/events', { role: 'auditor', headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const readOn = async (): Promise<boolean> => {
    const part = await reader?.read();
    text += part?.value ?? '';
    return part?.done !== true;
  };
  return {
    response,
    text: () => text,
    until: async (pattern) => {
      while (!pattern.test(text)) {
        if (!(await readOn())) throw new Error('the stream ended before');
      }
    },
    toEnd: async () => {
      while (await readOn());
    },
  };
}

interface Message {
  readonly id: string;
  readonly message: unknown;
}

function messagesIn(text: string): readonly Message[] {
  return [...text.matchAll(/^id: (\d+)\ndata: (.*)$/gm)].map(([, id = '', message = '']) => ({
    id,
    message: JSON.parse(message) as unknown,
  }));
}

test('reports what happens to cases, as it happens', async () => {
  const stream = await listen();
  const { id } = (await send(api, bodyOf(ONE_MISSING))).shown;
  await stream.until(/information-requested/);
  const messages = messagesIn(stream.text()).map(({ message }) => caseEventMessage.parse(message));
  expect(messages.map(({ caseId, type }) => [caseId, type])).toEqual([
    [id, 'case-opened'],
    [id, 'determined'],
    [id, 'information-requested'],
  ]);
});

test('describes its format', async () => {
  const { response } = await listen();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('reveals nothing about a member', async () => {
  const stream = await listen();
  const { request } = (await send(api, bodyOf())).shown;
  await stream.until(/approved/);
  const { memberId, givenName, familyName } = request.member;
  for (const word of [memberId, givenName, familyName, request.prescriber.name]) {
    expect(stream.text()).not.toContain(word);
  }
});

test('continues after the last event that was received', async () => {
  const stream = await listen();
  await send(api, bodyOf(ONE_MISSING));
  await stream.until(/information-requested/);
  const [opened, ...later] = messagesIn(stream.text());
  const resumed = await listen({ 'last-event-id': opened?.id ?? '' });
  await resumed.until(/information-requested/);
  expect(messagesIn(resumed.text())).toEqual(later);
});

test('reports nothing from before it was opened', async () => {
  await send(api, bodyOf(ONE_MISSING));
  const stream = await listen();
  await send(api, bodyOf());
  await stream.until(/approved/);
  expect(stream.text()).not.toContain('information-requested');
});

test.each(['yesterday', '-1', '1.5', '1'.repeat(40)])(
  'refuses to continue after `%s`',
  async (lastEvent) => {
    const { status, problem } = await api.call('GET', '/v1/events', {
      headers: { 'last-event-id': lastEvent },
    });
    expect([status, problem.code]).toEqual([400, 'invalid-header']);
  },
);

test('ends its streams when it stops', async () => {
  const stream = await listen();
  const second = await startApi();
  const stopped = api.stop();
  await stream.toEnd();
  await expect(stopped).resolves.toBeUndefined();
  api = second;
});
