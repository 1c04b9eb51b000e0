import { setImmediate } from 'node:timers/promises';
import type { CaseRecord, DueNotice, Letter, NoticeCancellation } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { unique } from '../support/requests';
import { approvedCase, authorizationOf, caseRecord, change, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

const NOW = new Date('2026-11-22T15:00:00Z');
const LATER = new Date('2026-11-23T15:00:00Z');

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const letter: Letter = { id: 'l', to: 'office@example.org', subject: 'words', text: 'more words' };
const send = () => Promise.resolve(letter);

async function caseWithNotices(count: number): Promise<CaseRecord> {
  const record = caseRecord();
  const notices = Array.from({ length: count }, () => noticeOf(record, { dueAt: NOW }));
  return store(desk.ports.records, record, { notices });
}

async function noticesOf({ id }: CaseRecord) {
  return sql.run(
    `SELECT sent_at, recipient, subject, text, attempts, last_error, undeliverable_at
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

describe('delivering notices', () => {
  it('hands each over once, however many deliver at a time', async () => {
    const record = await caseWithNotices(12);
    const handedOver: string[] = [];
    const deliverAll = async (): Promise<void> => {
      const slowly = async (due: DueNotice) => {
        handedOver.push(due.id);
        await setImmediate();
        return letter;
      };
      const scope = { caseId: record.id };
      while (await desk.records.notices.deliverNext(scope, NOW, slowly));
    };
    await Promise.all(Array.from({ length: 6 }, deliverAll));
    expect(handedOver.length).toBe(12);
    expect(new Set(handedOver).size).toBe(12);
  });

  it('leaves a notice that is being handed over to whoever took it', async () => {
    const scope = { caseId: (await caseWithNotices(1)).id };
    const { notices } = desk.records;
    let meanwhile: boolean | undefined;
    await notices.deliverNext(scope, NOW, async () => {
      meanwhile = await notices.deliverNext(scope, NOW, send);
      return letter;
    });
    expect(meanwhile).toBe(false);
  });

  it('begins with the oldest, and waits for those that are not due', async () => {
    const record = caseRecord();
    const days = ['24', '20', '22'].map((day) => new Date(`2026-11-${day}T15:00:00Z`));
    const notices = days.map((dueAt) => noticeOf(record, { dueAt }));
    await store(desk.ports.records, record, { notices });
    const due: Date[] = [];
    const keep = ({ dueAt }: DueNotice) => {
      due.push(dueAt);
      return send();
    };
    while (await desk.records.notices.deliverNext({ caseId: record.id }, NOW, keep));
    expect(due).toEqual([days[1], days[2]]);
  });

  it('records the letter as it was sent, and tells it on the timeline', async () => {
    const record = await caseWithNotices(1);
    await desk.records.notices.deliverNext({ caseId: record.id }, LATER, send);
    const { to: recipient, subject, text } = letter;
    expect(await noticesOf(record)).toEqual([
      expect.objectContaining({ sent_at: LATER, recipient, subject, text }),
    ]);
    expect(await eventsOf(record)).toEqual(['notice-sent']);
  });

  it('keeps the notices of a case and of its authorization apart', async () => {
    const record = approvedCase();
    const issued = authorizationOf(record);
    const reminder = noticeOf(record, { authorization: issued.number, daysBefore: 60 });
    await store(desk.ports.records, record, { issued, notices: [reminder] });
    const { notices } = desk.records;
    const delivered = [
      await notices.deliverNext({ caseId: record.id }, NOW, send),
      await notices.deliverNext({ authorization: `${issued.number}0` }, NOW, send),
      await notices.deliverNext({ authorization: issued.number }, NOW, send),
    ];
    expect(delivered).toEqual([false, false, true]);
  });
});

describe('a change', () => {
  it('takes back unsent notices of the kinds that it names, and no others', async () => {
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
    ] satisfies NoticeCancellation[];
    await desk.ports.records.commit(change({ cancelledNotices: asking }));
    const asked = await kindsOf(record);
    await desk.ports.records.commit(change({ cancelledNotices: reminding }));
    expect(asked).toEqual(['approval', 'cover-lapse', 'renewal-reminder']);
    expect(await kindsOf(record)).toEqual(['approval', 'cover-lapse']);
  });
});

describe('a mail system that refuses', () => {
  class Refused extends Error {
    readonly code = 'ECONNREFUSED';
  }
  const refuse = () => Promise.reject(new Refused('the mail system does not answer'));

  it('is heard as it spoke, and is not taken for an unreachable database', async () => {
    const { id: caseId } = await caseWithNotices(1);
    await expect(desk.records.notices.deliverNext({ caseId }, NOW, refuse)).rejects.toThrow(
      Refused,
    );
  });

  it('is noted with every notice that waits for it, and with no event', async () => {
    const record = await caseWithNotices(3);
    const scope = { caseId: record.id };
    await desk.records.notices.deliverNext(scope, NOW, refuse).catch(() => undefined);
    const noted = { attempts: 1, last_error: 'the mail system does not answer', sent_at: null };
    expect(await noticesOf(record)).toEqual(Array(3).fill(expect.objectContaining(noted)));
    expect(await eventsOf(record)).toEqual([]);
    expect(await desk.ports.records.nextNoticeDueAt(scope)).toBeNull();
  });

  it('gets the notice again, which then counts as sent', async () => {
    const record = await caseWithNotices(1);
    const scope = { caseId: record.id };
    await desk.records.notices.deliverNext(scope, NOW, refuse).catch(() => undefined);
    await desk.records.notices.deliverNext(scope, LATER, send);
    const sent = { attempts: 2, last_error: null, sent_at: LATER };
    expect(await noticesOf(record)).toEqual([expect.objectContaining(sent)]);
  });
});

describe('giving up on notices', () => {
  it('shows the case as stuck, once, and tells why', async () => {
    const record = await caseWithNotices(2);
    const scope = { caseId: record.id };
    const refuse = () => Promise.reject(new Error('451'));
    await desk.records.notices.deliverNext(scope, NOW, refuse).catch(() => undefined);
    await desk.records.notices.markUndeliverable(scope, LATER);
    expect(await desk.ports.records.case(record.id)).toEqual({
      ...record,
      stuck: {
        cause: 'notice-undeliverable',
        since: LATER,
        waitsFor: 'mail-system',
        detail:
          'The mail system did not take the question to the office, and it is not tried again by itself.',
        lastError: '451',
        attempt: 1,
        nextTryAt: null,
        repair: 'send-again',
        authorization: null,
        otherCauses: [],
      },
    });
    expect(await eventsOf(record)).toEqual(['notice-undeliverable', 'notice-undeliverable']);
    expect(await desk.records.notices.deliverNext(scope, LATER, send)).toBe(false);
  });

  it('changes nothing when all have been sent', async () => {
    const record = await caseWithNotices(1);
    const scope = { caseId: record.id };
    await desk.records.notices.deliverNext(scope, NOW, send);
    await desk.records.notices.markUndeliverable(scope, NOW);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('waits for a notice that is being handed over, which then counts as sent', async () => {
    const record = await caseWithNotices(1);
    const scope = { caseId: record.id };
    let givingUp: Promise<void> | undefined;
    await desk.records.notices.deliverNext(scope, NOW, async () => {
      givingUp = desk.records.notices.markUndeliverable(scope, NOW);
      await waitingForALock();
      return letter;
    });
    await givingUp;
    expect(await noticesOf(record)).toEqual([
      expect.objectContaining({ sent_at: NOW, undeliverable_at: null }),
    ]);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('stands in nobody’s way, and nobody stands in its way', async () => {
    for (let round = 0; round < 30; round += 1) {
      const record = await caseWithNotices(4);
      const scope = { caseId: record.id };
      const changed = { ...record, version: 2, assignee: unique() };
      const withdrawal = change({
        changed,
        cancelledNotices: { kinds: ['information-request'], ...scope },
      });
      const outcomes = await Promise.allSettled([
        desk.ports.records.commit(withdrawal),
        desk.records.notices.markUndeliverable(scope, NOW),
        desk.records.notices.deliverNext(scope, NOW, send),
      ]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
  });
});

/** Settles once another session waits for a row of ours. */
async function waitingForALock(): Promise<void> {
  const waiting = () =>
    sql.run(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  while ((await waiting()).length === 0) await setImmediate();
}
