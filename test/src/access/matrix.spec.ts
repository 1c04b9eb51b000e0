import { accessTo, namedBy, refusalIn, type Operation } from '@assent/contracts';
import { RELATIONS, ROLES, type Relation, type Role } from '@assent/domain';
import { startApi, type ApiServer } from '../api/api-server';
import { OF_ONE_CASE, sendAbout } from './calls';
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

/** The codes by which the table refuses. */
const REFUSALS = ['role-not-allowed', 'another-line', 'access-not-needed', 'took-part'];

/** The code of the table by which a call was refused; `allowed` otherwise. */
async function answerTo(operation: Operation, role: Role, scene: Scene): Promise<string> {
  const authorization = await api.authorizationIn(scene.lines, role, ME);
  const answer = await sendAbout(api, operation, scene, authorization);
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
