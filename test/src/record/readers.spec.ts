import { EVERY_LINE, readerOf, type Reader } from '@assent/application';
import type { LineOfBusiness } from '@assent/domain';
import { createRecords, currentReader, readAs, type Records } from '@assent/persistence';
import { randomInt } from 'node:crypto';
import { asApi } from '../support/both-programs';
import { openDesk, type Desk } from '../support/desk';
import { caseRecord, store } from './records';

const LINES: readonly LineOfBusiness[] = ['commercial', 'medicare-advantage', 'medicare-part-d'];
const NOW = new Date('2026-11-22T15:00:00Z');
const IN_AN_HOUR = new Date('2026-11-22T16:00:00Z');

let desk: Desk;
let records: Records;
/** A case of each line of business. */
let cases: Readonly<Record<string, string>>;

beforeAll(async () => {
  desk = await openDesk();
  records = createRecords({ ...asApi(desk.databaseUrl), poolSize: 5, reader: currentReader });
  const made: [string, string][] = [];
  for (const lineOfBusiness of LINES) {
    const { id } = await store(desk.ports.records, caseRecord({ lineOfBusiness }));
    await desk.records.database.caseEvent.create({
      data: { caseId: id, at: NOW, type: 'assigned', actor: 'ivy', role: 'intake' },
    });
    made.push([lineOfBusiness, id]);
  }
  cases = Object.fromEntries(made);
});
afterAll(async () => {
  await records.close();
  await desk.close();
});

const idOf = (line: LineOfBusiness): string => cases[line] ?? '';

/** The connections are few. */
const PATIENT = { maxWait: 50_000 };

/** Ways to read cases by id; each returns the ids that were there. */
const WAYS: Readonly<Record<string, (ids: readonly string[]) => Promise<readonly string[]>>> = {
  'one by one, at the same moment': async (ids) => {
    const read = await Promise.all(ids.map((id) => records.records.case(id)));
    return read.flatMap((record) => record?.id ?? []);
  },
  'as people see them': async (ids) => {
    const shown = await Promise.all(ids.map((id) => records.records.shownCase(id)));
    return shown.flatMap((each) => each?.record.id ?? []);
  },
  'in a list': async () => (await records.records.cases({ limit: 100 })).items.map(({ id }) => id),
  'by their timelines': async (ids) => {
    const read = await Promise.all(ids.map((id) => records.records.events(id)));
    return read.flatMap(([first]) => first?.caseId ?? []);
  },
  'in a transaction': (ids) =>
    records.database.$transaction(async (transaction) => {
      const rows = await transaction.case.findMany({ where: { id: { in: [...ids] } } });
      return rows.map(({ id }) => id);
    }, PATIENT),
  'in a transaction that fails after it': async (ids) => {
    let read: readonly string[] = [];
    await records.database
      .$transaction(async (transaction) => {
        read = (await transaction.case.findMany({ where: { id: { in: [...ids] } } })).map(
          ({ id }) => id,
        );
        await transaction.$queryRaw`SELECT 1 / 0`;
      }, PATIENT)
      .catch((error: unknown) => {
        if (!String(error).includes('division by zero')) throw error;
      });
    return read;
  },
};

/** A reader of some lines, and the lines whose cases they read. */
interface Someone {
  readonly reader: Reader;
  readonly reads: readonly LineOfBusiness[];
}

function someone(): Someone {
  const reads = LINES.filter(() => randomInt(2) === 1);
  const isOfAll = reads.length === LINES.length && randomInt(2) === 1;
  return { reader: isOfAll ? EVERY_LINE : { lines: reads, person: 'ana', at: NOW }, reads };
}

/** On a busy machine some wait for a connection in vain: they are shown nothing. */
function notInTime(error: unknown): null {
  if (/cannot be reached|timeout exceeded|Unable to start/.test(String(error))) return null;
  throw error;
}

it('shows each of 50 readers their own lines, however they take turns on five connections', async () => {
  const wrong: string[] = [];
  let answers = 0;
  const readOn = async () => {
    for (let round = 0; round < 8; round += 1) {
      const { reader, reads } = someone();
      const names = Object.keys(WAYS);
      const name = names[randomInt(names.length)] ?? '';
      const found = await readAs(reader, async () => WAYS[name]?.(Object.values(cases))).catch(
        notInTime,
      );
      if (!found) continue;
      answers += 1;
      const told = [...found].sort().join();
      const own = reads.map(idOf).sort().join();
      if (told !== own) wrong.push(`${reads.join()} ${name}: ${told}`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, readOn));
  expect(wrong).toEqual([]);
  expect(answers).toBeGreaterThan(100);
}, 60_000);

it('sends no statement without saying who reads', async () => {
  await expect(records.records.cases({ limit: 1 })).rejects.toThrow('without saying who reads');
  await expect(
    records.database.$transaction((transaction) => transaction.case.findMany()),
  ).rejects.toThrow('without saying who reads');
});

it('leaves nothing on a connection for the next statement', async () => {
  await readAs(EVERY_LINE, () => records.records.cases({ limit: 1 }));
  const alone = createRecords({
    databaseUrl: asApi(desk.databaseUrl).databaseUrl,
    poolSize: 1,
    reader: currentReader,
  });
  const settings = async (): Promise<object[]> => {
    const [said] = await alone.database.$queryRaw<object[]>`
      SELECT current_user::text AS role, current_setting('assent.lines', true) AS lines`;
    return [said ?? {}];
  };
  const [said] = await readAs(EVERY_LINE, settings);
  await readAs(EVERY_LINE, async () => {
    await alone.database.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
  });
  const [then] = await readAs({ lines: ['commercial'], person: null, at: NOW }, settings);
  const [last] = await readAs({ lines: [], person: null, at: NOW }, settings);
  await alone.close();
  expect([said, then, last]).toEqual([
    { role: 'assent_every_line', lines: '' },
    { role: 'assent_api', lines: 'commercial' },
    { role: 'assent_api', lines: '' },
  ]);
});

describe('a case that was opened with a reason', () => {
  const id = () => idOf('commercial');
  const reading = (person: string, at: Date) =>
    readAs(readerOf(['medicare-part-d'], person, at), async () => [
      (await records.records.case(id()))?.id,
      (await records.records.events(id())).length > 0,
    ]);

  beforeAll(async () => {
    const by = { subject: 'omar', role: 'pharmacist' } as const;
    const opening = { id: crypto.randomUUID(), caseId: id(), by, reason: 'Covers for Pia.' };
    await desk.ports.records.keepAccess({ ...opening, at: NOW, until: IN_AN_HOUR }, undefined);
  });

  it('is read by who opened it, with what belongs to it, while it is open', async () => {
    expect(await reading('omar', NOW)).toEqual([id(), true]);
    expect(await reading('omar', IN_AN_HOUR)).toEqual([undefined, false]);
    expect(await reading('lea', NOW)).toEqual([undefined, false]);
  });
});

it('what a decision depends on is of every line of business', async () => {
  const record = await desk.ports.records.case(idOf('commercial'));
  const { memberId } = record?.member ?? { memberId: '' };
  const reader = readerOf(['medicare-part-d'], 'ana', NOW);
  const drug = record?.drug ?? '';
  const found = await readAs(reader, async () => ({
    known: (await records.records.knownMember(memberId))?.memberId,
    open: (await records.records.openCasesOf(memberId, drug)).length,
    shown: (await records.worklist.openCasesOf(memberId, drug)).length,
  }));
  expect(found).toEqual({ known: memberId, open: 1, shown: 0 });
});

it('a content is swept only if no document of any line of business has it', async () => {
  const caseId = idOf('commercial');
  const uploadedBy = { subject: 'ivy', role: 'intake' } as const;
  const document = await desk.ports.records.addDocument({
    id: crypto.randomUUID(),
    caseId,
    name: 'labs.pdf',
    mediaType: 'application/pdf',
    size: 1,
    sha256: 'ab'.repeat(32),
    uploadedBy,
    uploadedAt: NOW,
  });
  const kept = await readAs(readerOf([], null, NOW), () =>
    records.records.documentIds([document.id]),
  );
  expect([...kept]).toEqual([document.id]);
});
