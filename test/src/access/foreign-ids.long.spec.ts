import { accessTo, namedBy, operations, type Operation } from '@assent/contracts';
import { ROLES } from '@assent/domain';
import { randomInt, randomUUID } from 'node:crypto';
import { startApi, type ApiServer } from '../api/api-server';
import { ME, NOT_MINE, sceneOf, type Scene } from './scene';

const CALLS = 10_000;
const AT_ONCE = 20;

let api: ApiServer;
let foreign: readonly Scene[];

beforeAll(async () => {
  api = await startApi();
  foreign = [
    await sceneOf(api.desk, 'another-line'),
    await sceneOf(api.desk, 'assigned-to-me'),
    await sceneOf(api.desk, 'opened-by-me'),
    await sceneOf(api.desk, 'decided-by-me'),
  ];
}, 180_000);
afterAll(() => api.stop());

const READS = Object.values<Operation>(operations).filter((operation) => {
  const row = accessTo(operation);
  return operation.method === 'GET' && row.may === 'read' && namedBy(row) !== null;
});

function oneOf<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('there is none to take');
  return item;
}

/** A read of something that is not there, or belongs to another line of business. */
function foreignRead(): { readonly path: string; readonly isThere: boolean } {
  const operation = oneOf(READS);
  const name = namedBy(accessTo(operation)) ?? 'case';
  const isThere = randomInt(2) === 1;
  const id = isThere ? oneOf(foreign).ids[name] : randomUUID();
  const path = operation.path
    .replace(/\{(id|number|letterId)\}/, id)
    .replace(/\{\w+\}/g, randomUUID());
  return { path, isThere };
}

test(`reads nothing by ${CALLS} foreign ids, also of cases that the person has to do with`, async () => {
  const tokens = await Promise.all(ROLES.map((role) => api.authorizationIn(NOT_MINE, role, ME)));
  const secrets = foreign.flatMap((scene) => scene.secrets);
  const wrong: string[] = [];
  let left = CALLS;
  const read = async () => {
    while (left > 0) {
      left -= 1;
      const { path, isThere } = foreignRead();
      const answer = await api.fetch('GET', path, { headers: { authorization: oneOf(tokens) } });
      const text = await answer.text();
      const said = secrets.filter((secret) => text.includes(secret));
      if (answer.status !== (isThere ? 403 : 404) || said.length > 0) {
        wrong.push(`${path}: ${answer.status} ${said.join(' ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, read));
  expect(wrong).toEqual([]);
}, 180_000);
