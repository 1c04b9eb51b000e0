import { createRecords, type Records } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { openSql } from '../record/sql';
import { openDesk, type Desk } from '../support/desk';

let desk: Desk;
let copy: Records;

beforeAll(async () => {
  desk = await openDesk();
  copy = createRecords({ ...asApi(desk.databaseUrl), poolSize: 1 });
});
afterAll(async () => {
  await copy.close();
  await desk.close();
});

/** A check that ends when the test ends it. */
function longCheck() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const check = desk.records.stuck.alone(async () => {
    await ended;
    return 'first';
  });
  return { check, end: () => end() };
}

const checker = async () => {
  const row = await desk.records.database.reconciliation.findUnique({ where: { id: 1 } });
  return row?.checker ?? null;
};

async function begun(): Promise<void> {
  while ((await checker()) === null);
}

it('keeps other copies of the software from checking, without holding a connection', async () => {
  const { check, end } = longCheck();
  await begun();
  expect(await copy.stuck.alone(() => Promise.resolve('second'))).toBeNull();
  await copy.ping();
  end();
  expect(await check).toBe('first');
  expect(await copy.stuck.alone(() => Promise.resolve('third'))).toBe('third');
});

it('is released by a check that fails', async () => {
  const failing = () => Promise.reject(new Error('it failed'));
  await expect(desk.records.stuck.alone(failing)).rejects.toThrow('it failed');
  expect(await copy.stuck.alone(() => Promise.resolve('next'))).toBe('next');
});

it('is taken over from a copy that no longer responds', async () => {
  const { check, end } = longCheck();
  await begun();
  await desk.records.database
    .$executeRaw`UPDATE reconciliation SET checker_until = now() - interval '1 second'`;
  expect(await copy.stuck.alone(checker)).not.toBeNull();
  end();
  await check;
  expect(await checker()).toBeNull();
});

it.each(['checker = gen_random_uuid()', 'checker_until = now()'])(
  'must be complete: %s',
  async (half) => {
    const sql = await openSql(desk.databaseUrl);
    const broken = await sql.refusalOf(`UPDATE reconciliation SET ${half}`);
    await sql.close();
    expect(broken?.rule).toBe('a_lease_has_a_holder_and_an_end');
  },
);
