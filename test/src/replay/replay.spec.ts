import { newEncryptionKey } from '@assent/platform';
import { keysOf } from '../support/temporal';
import { setStage, type Stage } from '../workflow/stage';
import { recordedHistories, recordHistory, replay } from './histories';
import { scenarios } from './scenarios';

/** The release to keep the histories of this run under: `RECORD_HISTORIES=0.2.0`; none normally. */
const release = process.env['RECORD_HISTORIES'];

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());

it.each(Object.entries(scenarios))('replays what it has just run: %s', async (name, live) => {
  const workflowId = await live(stage);
  const history = await stage.workflows.getHandle(workflowId).fetchHistory();
  if (release) recordHistory(`${release}-${name}`, history);
  const results = await replay([{ workflowId, history }]);
  expect(results.map(({ error }) => error)).toEqual([undefined]);
});

it('replays every recorded history of every release', async () => {
  const histories = recordedHistories();
  const results = await replay(histories);
  expect(results.filter(({ error }) => error).map(({ workflowId }) => workflowId)).toEqual([]);
  expect(results.length).toBe(histories.length);
  expect(results.length).toBeGreaterThanOrEqual(Object.keys(scenarios).length);
});

it.each(['plain', 'encrypted'])('has recorded histories of each scenario: %s', (form) => {
  const recorded = recordedHistories().filter(
    ({ history }) => isEncrypted(history) === (form === 'encrypted'),
  );
  const without = Object.keys(scenarios).filter(
    (name) => !recorded.some(({ workflowId }) => workflowId.endsWith(name)),
  );
  expect(without).toEqual([]);
});

it('does not replay an encrypted history without its key', async () => {
  const encrypted = recordedHistories().find(({ history }) => isEncrypted(history));
  const results = await replay([encrypted!], keysOf(newEncryptionKey('another')));
  expect(results.map(({ error }) => error?.name)).toEqual(['ReplayError']);
});

it('does not replay a history that was tampered with', async () => {
  const tampered = recordedHistories()
    .filter(({ workflowId }) => workflowId === '0.1.0-half-a-year-of-cover')
    .map(({ workflowId, history }) => ({ workflowId, history: withAnotherTimer(history) }));
  const results = await replay(tampered);
  expect(results.map(({ error }) => error?.name)).toEqual(['DeterminismViolationError']);
});

function isEncrypted(history: unknown): boolean {
  return JSON.stringify(history).includes(Buffer.from('binary/encrypted').toString('base64'));
}

function withAnotherTimer(history: unknown): unknown {
  return JSON.parse(JSON.stringify(history).replaceAll('"timerId":"1"', '"timerId":"99"'));
}
