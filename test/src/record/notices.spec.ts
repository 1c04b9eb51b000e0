import type { CaseRecord, NoticeCancellation, SentNotice, TakenNotice } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { drawnAs } from '../support/letters';
import { unique } from '../support/requests';
import { switchOff } from '../support/switch-off';
import { approvedCase, authorizationOf, caseRecord, change, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

const NOW = new Date('2026-11-22T15:00:00Z');
const LATER = new Date('2026-11-23T15:00:00Z');
const MINUTE = 60_000;

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
  // Each test begins with empty queues.
  await switchOff(desk.records, 'a_sent_letter_is_kept', 'a_sent_letter_stays_as_it_was');
});
beforeEach(async () => {
  await sql.run('DELETE FROM notice');
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const letter: SentNotice = {
  id: 'l',
  to: 'office@example.org',
  subject: 'words',
  text: 'more words',
  content: {
    recipient: 'prescriber',
    language: 'en',
    version: 7,
    blocks: [
      { type: 'letterhead', name: 'Plan', lines: ['1 Street'] },
      { type: 'addressee', lines: ['Ada'] },
      { type: 'reference', entries: [{ label: 'Case', value: 'PA-1' }] },
      { type: 'subject', text: 'words' },
      { type: 'list', introduction: 'Please send:', items: ['this'] },
      { type: 'paragraph', text: 'more words' },
    ],
  },
  drawn: drawnAs('more words'),
};
const attempt = { at: NOW, error: '451' };

async function caseWithNotices(count: number): Promise<CaseRecord> {
  const record = caseRecord();
  const notices = Array.from({ length: count }, () => noticeOf(record, { dueAt: NOW }));
  return store(desk.ports.records, record, { notices });
}

async function taken(now: Date = NOW): Promise<TakenNotice> {
  const [notice] = await desk.records.notices.take(now, 1);
  if (!notice) throw new Error('no notice is due');
  return notice;
}

const countTaken = async (now: Date = NOW) => (await desk.records.notices.take(now, 100)).length;

/** As if the workers that have notices had died: their leases have ended. */
const endLeases = () =>
  sql.run(`UPDATE notice SET leased_until = now() - interval '1 second'
    WHERE leased_until IS NOT NULL`);

async function noticesOf({ id }: CaseRecord) {
  return sql.run(
    `SELECT sent_at, recipient, subject, text, attempts, last_error, undeliverable_at,
       next_attempt_at
     FROM notice WHERE case_id = $1 ORDER BY due_at, id`,
    [id],
  );
}

async function kindsOf({ id }: CaseRecord) {
  const rows = await sql.run('SELECT kind FROM notice WHERE case_id = $1 ORDER BY kind', [id]);
  return rows.map(({ kind }) => kind);
}

async function eventsOf({ id }: CaseRecord): Promise<string[]> {
  return (await desk.ports.records.events(id)).map(({ type }) => type);
}

describe('the queue of letters', () => {
  it('gives each letter to one worker, however many ask at the same time', async () => {
    await caseWithNotices(12);
    const takers = Array.from({ length: 6 }, () => desk.records.notices.take(NOW, 4));
    const ids = (await Promise.all(takers)).flat().map(({ id }) => id);
    const rest = (await desk.records.notices.take(NOW, 12)).map(({ id }) => id);
    expect(new Set([...ids, ...rest]).size).toBe(12);
    expect(ids.length + rest.length).toBe(12);
  });

  it('gives a letter out again once its lease has ended, and not before', async () => {
    await caseWithNotices(1);
    const found = [await countTaken(), await countTaken()];
    await endLeases();
    expect([...found, await countTaken()]).toEqual([1, 0, 1]);
  });

  it('holds no lock on what it gave out', async () => {
    const record = await caseWithNotices(1);
    await taken();
    const rows = await sql.run('SELECT id FROM notice WHERE case_id = $1 FOR UPDATE NOWAIT', [
      record.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('starts with the one due longest, and waits for those that are not due', async () => {
    const record = caseRecord();
    const days = ['24', '20', '22'].map((day) => new Date(`2026-11-${day}T15:00:00Z`));
    const notices = days.map((dueAt) => noticeOf(record, { dueAt }));
    await store(desk.ports.records, record, { notices });
    const first = await taken();
    const [second, ...others] = await desk.records.notices.take(NOW, 5);
    expect([first.dueAt, second?.dueAt, others]).toEqual([days[1], days[2], []]);
  });

  it('keeps a postponed letter until then, without an attempt', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.putOff(await taken(), LATER);
    expect([await countTaken(), await countTaken(LATER)]).toEqual([0, 1]);
    expect(await noticesOf(record)).toEqual([expect.objectContaining({ attempts: 0 })]);
  });

  it('records the letter as it was sent, and adds it to the timeline', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.sent(await taken(), letter, LATER);
    const { to: recipient, subject, text } = letter;
    expect(await noticesOf(record)).toEqual([
      expect.objectContaining({ sent_at: LATER, recipient, subject, text, attempts: 1 }),
    ]);
    expect(await eventsOf(record)).toEqual(['notice-sent']);
  });

  it('keeps the content of a letter from when it is sent, and reads nothing else as one', async () => {
    const record = await caseWithNotices(1);
    const notice = await taken();
    const before = await desk.ports.records.notice(notice.id);
    await desk.records.notices.sent(notice, letter, LATER);
    const after = await desk.ports.records.notice(notice.id);
    expect([before?.content, after?.content]).toEqual([null, letter.content]);
    expect(await desk.ports.records.notices(record.id)).toEqual([after]);
    await sql.run(`UPDATE notice SET content = '{"blocks": "none"}' WHERE id = $1`, [notice.id]);
    await expect(desk.ports.records.notice(notice.id)).rejects.toThrow(/content .*blocks/);
  });

  it('records a letter once if two workers sent it, the first of them too late', async () => {
    const record = await caseWithNotices(1);
    const first = await taken();
    await endLeases();
    const second = await taken();
    await desk.records.notices.sent(first, letter, NOW);
    await desk.records.notices.sent(second, letter, LATER);
    await desk.records.notices.refused(second, attempt, LATER);
    expect(await noticesOf(record)).toEqual([
      expect.objectContaining({ sent_at: NOW, last_error: null }),
    ]);
    expect(await eventsOf(record)).toEqual(['notice-sent']);
  });

  it('keeps a letter that was sent while a change canceled it', async () => {
    const record = await caseWithNotices(1);
    const notice = await taken();
    const cancelledNotices = [{ kinds: ['information-request' as const], caseId: record.id }];
    await desk.ports.records.commit(change({ cancelledNotices }));
    await desk.records.notices.sent(notice, letter, LATER);
    expect(await noticesOf(record)).toEqual([expect.objectContaining({ sent_at: LATER })]);
  });

  it('forgets a letter that was canceled while it was refused', async () => {
    const record = await caseWithNotices(1);
    const notice = await taken();
    const cancelledNotices = [{ kinds: ['information-request' as const], caseId: record.id }];
    await desk.ports.records.commit(change({ cancelledNotices }));
    await desk.records.notices.refused(notice, attempt, LATER);
    await desk.records.notices.giveUp(notice, attempt);
    expect(await noticesOf(record)).toEqual([]);
    expect((await desk.ports.records.case(record.id))?.stuck).toBeNull();
  });
});

describe('a change', () => {
  it('cancels unsent letters of the kinds that it names, and no others', async () => {
    const record = approvedCase();
    const issued = authorizationOf(record);
    const about = { authorization: issued.number };
    const notices = [
      noticeOf(record, { kind: 'information-request' }),
      noticeOf(record, { kind: 'information-reminder', dueAt: LATER }),
      noticeOf(record, { kind: 'cover-lapse' }),
      noticeOf(record, { ...about, kind: 'approval' }),
      noticeOf(record, { ...about, kind: 'renewal-reminder', daysBefore: 60 }),
    ];
    await store(desk.ports.records, record, { issued, notices });
    const [asking, reminding] = [
      { kinds: ['information-request', 'information-reminder'], caseId: record.id },
      { kinds: ['renewal-reminder'], ...about },
    ] satisfies [NoticeCancellation, NoticeCancellation];
    await desk.ports.records.commit(change({ cancelledNotices: [asking] }));
    const asked = await kindsOf(record);
    await desk.ports.records.commit(change({ cancelledNotices: [reminding] }));
    expect(asked).toEqual(['approval', 'cover-lapse', 'renewal-reminder']);
    expect(await kindsOf(record)).toEqual(['approval', 'cover-lapse']);
  });

  it('that retries letters makes them due at once, except one that is being sent', async () => {
    const record = await caseWithNotices(2);
    const underWay = await taken();
    await desk.records.notices.refused(await taken(), attempt, LATER);
    await sql.run('UPDATE notice SET attempts = 1 WHERE id = $1', [underWay.id]);
    await desk.ports.records.commit(change({ triedAgain: [record.id] }));
    const again = await desk.records.notices.take(NOW, 10);
    expect(again.map(({ id, atOnce }) => [id === underWay.id, atOnce])).toEqual([[false, true]]);
  });
});

describe('a mail system that refuses', () => {
  it('is noted on the letter, without an event', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.refused(await taken(), attempt, LATER);
    const noted = { attempts: 1, last_error: '451', sent_at: null, next_attempt_at: LATER };
    expect(await noticesOf(record)).toEqual([expect.objectContaining(noted)]);
    expect(await eventsOf(record)).toEqual([]);
    expect([await countTaken(), await countTaken(LATER)]).toEqual([0, 1]);
  });

  it('gets the letter again, which then counts as sent', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.refused(await taken(), attempt, LATER);
    const again = await taken(LATER);
    await desk.records.notices.sent(again, letter, LATER);
    expect(again.triedSince).toEqual(NOW);
    const sent = { attempts: 2, last_error: null, sent_at: LATER, next_attempt_at: null };
    expect(await noticesOf(record)).toEqual([expect.objectContaining(sent)]);
  });

  it('gets all waiting letters within a minute once it accepted one', async () => {
    await caseWithNotices(3);
    const [one, two, three] = await desk.records.notices.take(NOW, 3);
    await desk.records.notices.refused(two!, attempt, LATER);
    await desk.records.notices.putOff(three!, LATER);
    await desk.records.notices.sent(one!, letter, NOW);
    const soon = await desk.records.notices.take(new Date(NOW.getTime() + MINUTE), 3);
    expect(soon.map(({ id }) => id)).toEqual([two!.id]);
  });
});

describe('an address that is corrected while the old one is tried', () => {
  it.each(['refused', 'giveUp'] as const)(
    'is tried at once after the old one got %s',
    async (told) => {
      const record = await caseWithNotices(1);
      const notice = await taken();
      const prescriber = { ...record.prescriber, email: 'right@example.org' };
      const changed = { ...record, version: 2, prescriber };
      await desk.ports.records.commit(change({ changed, triedAgain: [record.id] }));
      await (told === 'giveUp'
        ? desk.records.notices.giveUp(notice, { at: NOW, error: '550' })
        : desk.records.notices.refused(notice, attempt, LATER));
      const next = await taken();
      expect([next.id, next.atOnce, next.case.prescriber.email]).toEqual([
        notice.id,
        true,
        'right@example.org',
      ]);
      expect([(await desk.ports.records.case(record.id))?.stuck, await eventsOf(record)]).toEqual([
        null,
        [],
      ]);
    },
  );
});

describe('giving up on a letter', () => {
  it('shows the case as stuck, says why, and gives the letter to no worker any more', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.giveUp(await taken(), { at: LATER, error: '550' });
    expect(await desk.ports.records.case(record.id)).toEqual({
      ...record,
      stuck: {
        cause: 'notice-undeliverable',
        since: LATER,
        waitsFor: 'mail-system',
        detail:
          'The mail system rejected the information request. It will not be sent again automatically.',
        lastError: '550',
        attempt: 1,
        nextTryAt: null,
        repair: 'send-again',
        authorization: null,
        otherCauses: [],
      },
    });
    expect(await eventsOf(record)).toEqual(['notice-undeliverable']);
    expect(await countTaken(LATER)).toBe(0);
  });

  it('changes nothing if another worker has sent it', async () => {
    const record = await caseWithNotices(1);
    const notice = await taken();
    await desk.records.notices.sent(notice, letter, NOW);
    await desk.records.notices.giveUp(notice, attempt);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('blocks no other change, and is blocked by none', async () => {
    for (let round = 0; round < 30; round += 1) {
      const record = await caseWithNotices(4);
      const [one, two] = await desk.records.notices.take(NOW, 4);
      const changed = { ...record, version: 2, assignee: unique() };
      const withdrawal = change({
        changed,
        cancelledNotices: [{ kinds: ['information-request'], caseId: record.id }],
      });
      const outcomes = await Promise.allSettled([
        desk.ports.records.commit(withdrawal),
        desk.records.notices.giveUp(one!, attempt),
        desk.records.notices.sent(two!, letter, NOW),
      ]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
  });
});
