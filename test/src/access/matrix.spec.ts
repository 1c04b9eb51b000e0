import { accessTo, namedBy, operations, refusalIn, type Operation } from '@assent/contracts';
import { RELATIONS, ROLES, type Relation, type Role } from '@assent/domain';
import { startApi, type ApiServer } from '../api/api-server';
import { ME, sceneOf, type Scene } from './scene';

let api: ApiServer;
let scenes: Readonly<Record<Relation, Scene>>;

beforeAll(async () => {
  api = await startApi();
  const made: [Relation, Scene][] = [];
  for (const relation of RELATIONS) made.push([relation, await sceneOf(api.desk, relation)]);
  scenes = Object.fromEntries(made) as Record<Relation, Scene>;
}, 180_000);
afterAll(() => api.stop());

const OF_ONE_CASE = Object.values<Operation>(operations).filter(
  (operation) => namedBy(accessTo(operation)) !== null,
);

/** The codes by which the table refuses. */
const REFUSALS = ['role-not-allowed', 'another-line', 'access-not-needed', 'took-part'];

/**
 * Sends a call that changes nothing, also where it is allowed: its body is empty, or its version old.
 * @returns the code of the table by which it was refused; `allowed` otherwise
 */
async function answerTo(operation: Operation, role: Role, scene: Scene): Promise<string> {
  const { method, body, upload } = operation;
  const name = namedBy(accessTo(operation));
  const path = operation.path
    .replace(/\{(id|number|letterId)\}/, name ? scene.ids[name] : '')
    .replace(/\{\w+\}/g, scene.ids.case);
  const hasBody = body !== undefined || upload === true;
  const answer = await api.fetch(method, path, {
    headers: {
      authorization: await api.authorizationIn(scene.lines, role, ME),
      ...(method !== 'GET' && { 'if-match': '"999"' }),
    },
    ...(hasBody && { body: {} }),
  });
  if (answer.status < 400) {
    await answer.body?.cancel();
    return 'allowed';
  }
  const { code } = (await answer.json()) as { code: string };
  return REFUSALS.includes(code) ? code : 'allowed';
}

describe.each(OF_ONE_CASE.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_, operation) => {
    const row = accessTo(operation);
    const name = namedBy(row) ?? 'case';

    test.each([...ROLES])('answers %s as the table says, in each relation', async (role) => {
      const told: [Relation, string][] = [];
      for (const relation of RELATIONS) {
        told.push([relation, await answerTo(operation, role, scenes[relation])]);
      }
      const expected = RELATIONS.map((relation) => {
        const refusal = refusalIn(row, role, scenes[relation].held(name));
        return [relation, refusal ?? 'allowed'];
      });
      expect(told).toEqual(expected);
    });
  },
);

test('a person without lines of business in their token reads cases of all', async () => {
  const { ids } = scenes['own-line'];
  const answer = await api.call('GET', `/v1/cases/${ids.case}`, { role: 'auditor' });
  expect(answer.status).toBe(200);
});
