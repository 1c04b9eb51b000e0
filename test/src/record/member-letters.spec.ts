import type {
  CaseRecord,
  MadeLetter,
  NoticeKind,
  PlannedNotice,
  TakenMemberLetter,
} from '@assent/application';
import { plannedWork } from '@assent/persistence';
import { randomUUID } from 'node:crypto';
import { openDesk, type Desk } from '../support/desk';
import { drawnAs } from '../support/letters';
import { switchOff } from '../support/switch-off';
import { approvedCase, authorizationOf, caseRecord, change, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

const NOW = new Date('2026-11-22T15:00:00Z');
const LATER = new Date('2026-11-23T15:00:00Z');

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
  // Each test begins with empty queues.
  await switchOff(desk.records, 'a_sent_letter_is_kept', 'a_made_letter_is_kept');
});
beforeEach(async () => {
  await sql.run('DELETE FROM member_letter');
  await sql.run('DELETE FROM notice');
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const LETTER: MadeLetter = {
  id: 'l',
  to: 'member@example.org',
  subject: 'asunto',
  text: 'más palabras',
  content: {
    recipient: 'member',
    language: 'es',
    version: 7,
    blocks: [
      { type: 'subject', text: 'asunto' },
      { type: 'paragraph', text: 'más palabras' },
    ],
  },
  drawn: drawnAs('más palabras'),
};

function planned(record: CaseRecord, overrides: Partial<PlannedNotice> = {}): PlannedNotice {
  return {
    ...noticeOf(record, { kind: 'withdrawal', dueAt: NOW }),
    memberLetter: randomUUID(),
    ...overrides,
  };
}

async function caseWith(count: number, overrides: Partial<CaseRecord> = {}): Promise<CaseRecord> {
  const record = caseRecord(overrides);
  const notices = Array.from({ length: count }, () => planned(record));
  return store(desk.ports.records, record, { notices });
}

async function taken(now: Date = NOW): Promise<TakenMemberLetter> {
  const [letter] = await desk.records.memberLetters.take(now, 1);
  if (!letter) throw new Error('no letter is due');
  return letter;
}

const countTaken = async (now: Date = NOW) =>
  (await desk.records.memberLetters.take(now, 100)).length;

/** As if the workers that have letters had died: their leases have ended. */
const endLeases = () =>
  sql.run(`UPDATE member_letter SET leased_until = now() - interval '1 second'`);

const lettersOf = ({ id }: CaseRecord) => desk.ports.records.memberLetters(id);

async function eventsOf({ id }: CaseRecord) {
  return (await desk.ports.records.events(id)).map(({ type, details }) => ({ type, details }));
}

it('a letter to the member is planned with its notice, and with what it is about', async () => {
  const record = caseRecord({
    member: {
      memberId: 'TM-PLAN',
      givenName: 'Nadia',
      familyName: 'Brandt',
      birthDate: '1958-03-09',
      language: 'es',
      email: 'member@example.org',
    },
  });
  const notice = planned(record, { kind: 'renewal-reminder', daysBefore: 30 });
  await store(desk.ports.records, record, { notices: [notice, noticeOf(record)] });
  const { memberLetter, ...rest } = notice;
  const about = { ...rest, id: memberLetter };
  expect(await lettersOf(record)).toEqual([
    {
      ...about,
      madeAt: null,
      to: null,
      subject: null,
      text: null,
      content: null,
      lastError: null,
      mailed: null,
      delivery: null,
      returnedFrom: null,
    },
  ]);
  const { case: read, ...due } = await taken();
  expect(due).toMatchObject({ ...about, triedSince: null });
  expect(read.member).toEqual(record.member);
});

it('a notice without a letter to the member plans none', async () => {
  const record = caseRecord();
  await store(desk.ports.records, record, { notices: [noticeOf(record)] });
  expect(await lettersOf(record)).toEqual([]);
});

it('who delivers notices never takes a letter to a member', async () => {
  await caseWith(2);
  const notices = await desk.records.notices.take(NOW, 100);
  const letters = await desk.records.memberLetters.take(NOW, 100);
  expect([notices.length, letters.length]).toEqual([2, 2]);
  const ids = new Set(notices.map(({ id }) => id));
  expect(letters.filter(({ id }) => ids.has(id))).toEqual([]);
});

describe('the queue of letters to members', () => {
  it('gives each letter to one worker, however many ask at the same time', async () => {
    await caseWith(12);
    const takers = Array.from({ length: 6 }, () => desk.records.memberLetters.take(NOW, 4));
    const ids = (await Promise.all(takers)).flat().map(({ id }) => id);
    const rest = (await desk.records.memberLetters.take(NOW, 12)).map(({ id }) => id);
    expect(new Set([...ids, ...rest]).size).toBe(12);
    expect(ids.length + rest.length).toBe(12);
  });

  it('gives a letter out again once its lease has ended, and not before', async () => {
    await caseWith(1);
    const found = [await countTaken(), await countTaken()];
    await endLeases();
    expect([...found, await countTaken()]).toEqual([1, 0, 1]);
  });

  it('waits for what is put off or refused', async () => {
    const record = await caseWith(1);
    await desk.records.memberLetters.putOff(await taken(), LATER);
    const before = await countTaken();
    await desk.records.memberLetters.refused(await taken(LATER), NOW, LATER, null);
    const again = await taken(LATER);
    expect([before, again.triedSince, (await lettersOf(record))[0]?.madeAt]).toEqual([
      0,
      NOW,
      null,
    ]);
  });

  it('counts as work of the software until each letter is made', async () => {
    const work = plannedWork(desk.records.database);
    const idle = await work.unfinishedBy(NOW);
    const record = caseRecord();
    const notice = planned(record, { dueAt: LATER });
    await store(desk.ports.records, record, { notices: [notice] });
    await sql.run('DELETE FROM notice');
    const counts = [await work.unfinishedBy(NOW), await work.unfinishedBy(LATER)];
    const next = await work.nextAfter(NOW);
    await desk.records.memberLetters.made(await taken(LATER), LETTER, LATER);
    expect([...counts, await work.unfinishedBy(LATER)]).toEqual([idle, idle + 1, idle]);
    expect(next).toEqual(LATER);
  });
});

describe('a letter that is made', () => {
  it('is kept as sent, with its address and an event', async () => {
    const record = await caseWith(1);
    const letter = await taken();
    await desk.records.memberLetters.made(letter, LETTER, LATER);
    const { subject, text, content, to } = LETTER;
    expect(await lettersOf(record)).toMatchObject([{ madeAt: LATER, subject, text, content, to }]);
    expect(await desk.ports.records.memberLetter(letter.id)).toMatchObject({ id: letter.id, text });
    expect(await eventsOf(record)).toEqual([
      {
        type: 'member-letter-sent',
        details: { letter: letter.id, kind: 'withdrawal', language: 'es' },
      },
    ]);
    await endLeases();
    expect(await countTaken(LATER)).toBe(0);
  });

  it('is to be printed without an address, and holds nothing up', async () => {
    const record = await caseWith(1);
    await desk.records.memberLetters.made(await taken(), { ...LETTER, to: null }, LATER);
    expect(await lettersOf(record)).toMatchObject([{ madeAt: LATER, to: null }]);
    expect((await eventsOf(record)).map(({ type }) => type)).toEqual(['member-letter-to-print']);
    expect(await sql.run('SELECT cause FROM stuck WHERE case_id = $1', [record.id])).toEqual([]);
  });

  it('is recorded once, and keeps its first words', async () => {
    const record = await caseWith(1);
    const letter = await taken();
    await desk.records.memberLetters.made(letter, LETTER, NOW);
    await desk.records.memberLetters.made(letter, { ...LETTER, text: 'otras' }, LATER);
    expect(await lettersOf(record)).toMatchObject([{ madeAt: NOW, text: LETTER.text }]);
    expect(await eventsOf(record)).toHaveLength(1);
  });

  it('is recorded even if it was cancelled while it was handed over', async () => {
    const record = await caseWith(1);
    const letter = await taken();
    await sql.run('DELETE FROM member_letter WHERE case_id = $1', [record.id]);
    await desk.records.memberLetters.made(letter, LETTER, NOW);
    expect(await lettersOf(record)).toMatchObject([{ id: letter.id, madeAt: NOW }]);
  });

  it('is not changed by a taker that comes late', async () => {
    const record = await caseWith(1);
    const letter = await taken();
    await desk.records.memberLetters.made(letter, LETTER, NOW);
    await desk.records.memberLetters.putOff(letter, LATER);
    await desk.records.memberLetters.refused(letter, NOW, LATER, null);
    expect(await lettersOf(record)).toMatchObject([{ madeAt: NOW }]);
    expect(await countTaken(LATER)).toBe(0);
  });
});

describe('a change that cancels notices', () => {
  const kindsOf = async (record: CaseRecord) => (await lettersOf(record)).map(({ kind }) => kind);
  const kinds: readonly NoticeKind[] = ['extension', 'cover-lapse', 'withdrawal'];

  it('cancels the letters to the member of these kinds, of a case', async () => {
    const record = caseRecord();
    const notices = kinds.map((kind) => planned(record, { kind }));
    await store(desk.ports.records, record, { notices });
    const cancelledNotices = [{ kinds: kinds.slice(0, 2), caseId: record.id }];
    await desk.ports.records.commit(change({ cancelledNotices }));
    expect(await kindsOf(record)).toEqual(['withdrawal']);
  });

  it('cancels those of an authorization, and none that is made', async () => {
    const record = approvedCase();
    const issued = authorizationOf(record);
    const notices = [30, 14].map((daysBefore) =>
      planned(record, { kind: 'renewal-reminder', daysBefore, authorization: issued.number }),
    );
    await store(desk.ports.records, record, { issued, notices });
    const made = await taken();
    await desk.records.memberLetters.made(made, LETTER, NOW);
    const cancelledNotices = [
      { kinds: ['renewal-reminder' as const], authorization: issued.number },
    ];
    await desk.ports.records.commit(change({ cancelledNotices }));
    expect((await lettersOf(record)).map(({ id }) => id)).toEqual([made.id]);
  });
});

describe('the database', () => {
  it('keeps no letter that is made without its words', async () => {
    const record = await caseWith(1);
    await expect(
      sql.run('UPDATE member_letter SET made_at = now() WHERE case_id = $1', [record.id]),
    ).rejects.toThrow('a_made_member_letter_has_its_words');
  });

  it('knows the languages of letters', async () => {
    const record = await caseWith(0);
    await expect(
      sql.run(`UPDATE pa_case SET member_language = 'xx' WHERE id = $1`, [record.id]),
    ).rejects.toThrow('a_member_reads_a_known_language');
  });
});
