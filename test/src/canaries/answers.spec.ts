import { logger, Registry } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { canaries } from './canaries';
import { everyInput, type PlantedCall } from './every-input';

/** The long form sends all. */
const EVERY = 4;

const words = canaries();
const lines: string[] = [];
const metrics = new Registry();

let api: ApiServer;
beforeAll(async () => {
  const log = logger('api', 'debug', { write: (line) => void lines.push(line) });
  api = await startApi({ log, metrics });
});
afterAll(() => api.stop());

interface Heard {
  readonly planted: PlantedCall;
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

async function sendInto(planted: PlantedCall): Promise<Heard> {
  const { method, path, role, headers, body } = planted;
  const answer = await api.fetch(method, path, {
    role,
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  });
  const isStream = answer.headers.get('content-type')?.includes('event-stream') === true;
  if (isStream) await answer.body?.cancel();
  return {
    planted,
    status: answer.status,
    headers: [...answer.headers].flat().join('\n'),
    text: isStream ? '' : await answer.text(),
  };
}

test('no text that a caller sends is in the log, metrics, headers or problem details', async () => {
  const { id } = (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown;
  const calls = everyInput(words, () => id).filter((_, position) => position % EVERY === 0);
  const heard: Heard[] = [];
  for (const planted of calls) heard.push(await sendInto(planted));

  const refused = heard.filter(({ status }) => status >= 400);
  expect(refused.length).toBeGreaterThan(100);
  expect(heard.filter(({ status }) => status >= 500)).toEqual([]);
  const told = refused.filter(({ planted }) => planted.hasOwnName !== true);
  expect(told.flatMap(({ text }) => words.foundIn(text))).toEqual([]);
  expect(heard.flatMap(({ headers }) => words.foundIn(headers))).toEqual([]);
  expect(lines.length).toBeGreaterThan(calls.length);
  expect(words.foundIn(lines.join('\n'))).toEqual([]);
  expect(words.foundIn(await metrics.metrics())).toEqual([]);
});

test('a problem names a field or parameter that the caller made up, and not its value', async () => {
  const { id } = (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown;
  const [name, value] = [words.plant('a name'), words.plant('a value')];
  const body = { [name]: value, reason: 'x' };
  const refusals = await Promise.all([
    api.fetch('POST', `/v1/cases/${id}/withdraw`, { body }),
    api.fetch('GET', `/v1/cases?${name}=${value}`),
  ]);
  for (const answer of refusals) {
    expect(answer.status).toBe(422);
    expect(words.foundIn(await answer.text())).toEqual(['a name']);
  }
});
