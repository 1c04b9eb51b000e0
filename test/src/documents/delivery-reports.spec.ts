import { randomUUID } from 'node:crypto';
import { endAuthorization } from '@assent/application';
import { letter, letterList, listedLetterPage, noticeList } from '@assent/contracts';
import type { Facts } from '@assent/criteria';
import { dateIn } from '@assent/domain';
import { startMailCatcher, type MailCatcher } from '@assent/local';
import { mailServer, type MailServer } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import { accepted, inform, INTAKE, opened, requestOf, unique } from '../support/requests';
import { switchOff } from '../support/switch-off';

const MORNING = new Date('2026-11-20T15:00:00Z');
const at = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);
const NIGHT = new Date('2026-11-21T04:00:00Z');
const WRONG = 'wrong@example.org';
const RIGHT = 'right@example.org';
const MEMBER = 'member@example.org';

let api: ApiServer;
let catcher: MailCatcher;
let server: MailServer;
beforeAll(async () => {
  api = await startApi();
  catcher = await startMailCatcher();
  server = mailServer({ smtpUrl: catcher.smtpUrl, from: 'Assent <no-reply@example.org>' });
});
beforeEach(async () => {
  api.desk.clock.set(MORNING);
  await api.desk.records.database.stuck.deleteMany();
  await switchOff(api.desk.records, 'a_made_letter_is_kept', 'a_sent_letter_is_kept');
  await api.desk.records.database.memberLetter.deleteMany();
  await api.desk.records.database.notice.deleteMany();
  catcher.clear();
});
afterAll(async () => {
  server.close();
  await catcher.stop();
  await api.stop();
});

/** Everything that is due goes out, over SMTP. */
async function sendAll(): Promise<void> {
  await deliverDue(api.desk, server);
  await makeMemberLetters(api.desk, server);
}

/** A case whose letters were sent, to the provider office and by email to the member. */
async function sentCase(facts: Facts = MET, memberEmail: string | null = MEMBER) {
  const npi = unique();
  const { member } = await requestOf(api.desk.ports);
  const { record } = await opened(api.desk.ports, {
    facts,
    prescriber: { npi, name: 'Lee Park MD', email: WRONG },
    member: { ...member, ...(memberEmail !== null && { email: memberEmail }) },
  });
  await sendAll();
  return { caseId: record.id, number: record.number, npi };
}

async function lettersOf(caseId: string) {
  const { body } = await api.call('GET', `/v1/cases/${caseId}/letters`, { role: 'auditor' });
  return letterList.parse(body).items;
}

async function idOf(caseId: string, to: 'member' | 'prescriber', kind?: string): Promise<string> {
  const found = (await lettersOf(caseId)).find(
    (each) => each.recipient === to && (kind === undefined || each.kind === kind),
  );
  if (!found) throw new Error('there is no such letter');
  return found.id;
}

interface Sent {
  readonly outcome: string;
  readonly at: string;
  readonly detail?: string;
}

const bounced = (minutes = 1, detail = '5.1.1'): Sent => ({
  outcome: 'bounced',
  at: at(minutes).toISOString(),
  detail,
});
const delivered = (minutes = 1): Sent => ({
  outcome: 'delivered',
  at: at(minutes).toISOString(),
});

const report = (id: string, body: unknown, key: string = randomUUID(), role = 'intake') =>
  api.call('POST', `/v1/letters/${id}/delivery`, {
    role,
    headers: { 'idempotency-key': key },
    body,
  });

async function reported(id: string, body: Sent) {
  const answer = await report(id, body);
  expect([answer.status, body]).toEqual([200, body]);
  return letter.parse(answer.body);
}

async function typesOf(caseId: string): Promise<string[]> {
  return (await api.desk.ports.records.events(caseId)).map(({ type }) => type);
}

const stuckBy = async (caseId: string) =>
  (await api.desk.ports.records.case(caseId))?.stuck ?? null;

async function listed(query: string) {
  const { body } = await api.call('GET', `/v1/letters?${query}`, { role: 'auditor' });
  return listedLetterPage.parse(body);
}

const mails = (to: string) =>
  catcher.messages().filter((message) => JSON.stringify(message.to).includes(to));

async function correct(caseId: string, email: string) {
  const shown = await api.call('GET', `/v1/cases/${caseId}`);
  const answer = await api.call('PATCH', `/v1/cases/${caseId}/prescriber`, {
    headers: { 'if-match': shown.headers.get('etag') ?? '' },
    body: { email },
  });
  expect(answer.status).toBe(200);
}

describe('a report that a letter was delivered', () => {
  it('shows with the letter, on the timeline and to the auditor', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(3));
    const delivery = {
      outcome: 'delivered',
      at: at(1).toISOString(),
      code: '2.1.5',
      by: { subject: 'intake-1', role: 'intake' },
    };
    expect(await reported(id, { ...delivered(), detail: '2.1.5' })).toMatchObject({
      id,
      state: 'delivered',
      sentAt: MORNING.toISOString(),
      sendings: 1,
      delivery,
    });
    const approvals = (await lettersOf(caseId)).filter(({ kind }) => kind === 'approval');
    expect(approvals.map(({ recipient, state }) => [recipient, state])).toEqual([
      ['prescriber', 'delivered'],
      ['member', 'sent'],
    ]);
    const { body } = await api.call('GET', `/v1/cases/${caseId}/notices`, { role: 'auditor' });
    expect(noticeList.parse(body).items[0]).toMatchObject({ delivery, sendings: 1 });
    const timeline = await api.call('GET', `/v1/cases/${caseId}/timeline`, { role: 'auditor' });
    expect(timeline.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          type: 'letter-delivered',
          at: at(3).toISOString(),
          actor: delivery.by,
          summary: 'Letter to the provider office delivered: approval.',
          details: {
            letter: id,
            kind: 'approval',
            recipient: 'prescriber',
            reportedAt: at(1).toISOString(),
            code: '2.1.5',
          },
        }),
      ]) as unknown,
    });
    const audit = await api.desk.records.database.auditEntry.findMany({
      where: { caseId, action: 'report-delivery' },
    });
    expect(audit).toMatchObject([{ actor: 'intake-1', role: 'intake', at: at(3) }]);
  });

  it('changes nothing the second time, with its key or without', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(9));
    const key = randomUUID();
    const answers = [
      await report(id, delivered(), key),
      await report(id, delivered(), key),
      await report(id, delivered()),
      await report(id, delivered(2)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await typesOf(caseId)).filter((type) => type === 'letter-delivered')).toHaveLength(1);
    expect((await report(id, bounced(), key)).problem.code).toBe('idempotency-key-reused');
  });

  it('is kept once by mail systems that report at the same time', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(9));
    const answers = await Promise.all([1, 1, 1].map((minute) => report(id, delivered(minute))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await typesOf(caseId)).filter((type) => type === 'letter-delivered')).toHaveLength(1);
  });
});

describe('a report that is refused', () => {
  it('is about no letter, one that is not sent, or one that was printed, and says what to do', async () => {
    const { caseId: printed } = await sentCase(MET, null);
    const { record: unsent } = await opened(api.desk.ports, { facts: MET });
    const refusals = [];
    for (const id of [
      randomUUID(),
      await idOf(unsent.id, 'prescriber'),
      await idOf(unsent.id, 'member'),
      await idOf(printed, 'member'),
    ]) {
      const { status, problem } = await report(id, delivered(0));
      refusals.push([status, problem.code, problem.detail]);
    }
    const notYet = 'the letter has not been sent yet; report its delivery after it is sent';
    expect(refusals).toEqual([
      [
        404,
        'letter-not-found',
        'there is no letter with this id; take the id from the first 36 characters of the Message-ID',
      ],
      [404, 'letter-not-sent', notYet],
      [404, 'letter-not-sent', notYet],
      [
        404,
        'letter-not-sent',
        'the letter was printed, not sent by email; once it is in the mail, mark it as mailed',
      ],
    ]);
  });

  it.each([
    ['words of a mail system', { ...bounced(), detail: 'no mailbox nadia@example.org' }, 'detail'],
    ['a code that is none', { ...bounced(), detail: '5.01.1' }, 'detail'],
    ['a bounce that succeeded', { ...bounced(), detail: '2.1.5' }, 'detail'],
    ['a delivery that failed', { ...delivered(), detail: '5.1.1' }, 'detail'],
    ['another outcome', { ...delivered(), outcome: 'opened' }, 'outcome'],
    ['no time', { outcome: 'delivered' }, 'at'],
    ['a time to come', { ...delivered(), at: at(60).toISOString() }, 'at'],
    ['a time before it was sent', { ...delivered(), at: at(-60).toISOString() }, 'at'],
  ])('has %s', async (_, body, path) => {
    const { caseId } = await sentCase();
    const answer = await report(await idOf(caseId, 'prescriber'), body);
    expect([answer.status, answer.faulty]).toEqual([422, [path]]);
    expect(await typesOf(caseId)).not.toContain('letter-bounced');
  });

  it('comes from a role that only reads', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    expect((await report(id, delivered(), randomUUID(), 'auditor')).status).toBe(403);
  });
});

describe('a letter to the provider office that came back', () => {
  it('makes the case stuck at once and in each check, and keeps when it was sent', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(2));
    expect(await reported(id, bounced())).toMatchObject({
      state: 'bounced',
      sentAt: MORNING.toISOString(),
      delivery: { code: '5.1.1' },
    });
    expect(await stuckBy(caseId)).toMatchObject({
      cause: 'notice-undeliverable',
      repair: 'send-again',
      detail: expect.stringContaining('returned the approval letter (5.1.1)') as string,
    });
    const { unsent } = await api.desk.records.stuck.observe(at(2), caseId, 10);
    expect(unsent).toMatchObject([
      { kind: 'approval', bouncedAt: at(1), bounceCode: '5.1.1', isResent: false },
    ]);
    expect((await api.desk.records.reading.backlog(at(2))).notices.undeliverable).toBe(1);
    await sendAll();
    expect(mails(WRONG)).toHaveLength(1);
  });

  it('goes out again, the same words as another message, once the address is corrected', async () => {
    const { caseId, number } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(NIGHT);
    await reported(id, bounced());
    await correct(caseId, RIGHT);
    expect(await stuckBy(caseId)).toBeNull();
    await sendAll();
    const [first, again] = [mails(WRONG), mails(RIGHT)];
    expect([first.length, again.length]).toEqual([1, 1]);
    const words = ({
      html,
      subject,
      text,
    }: {
      html: string | null;
      subject: string;
      text: string;
    }) => [subject, text, html];
    expect(words(again[0]!)).toEqual(words(first[0]!));
    expect(first[0]?.subject).toContain(number);
    const ids = [first[0]?.messageId, again[0]?.messageId];
    expect(ids).toEqual([`<${id}@example.org>`, `<${id}.2@example.org>`]);
    const [sent] = await lettersOf(caseId);
    expect(sent).toMatchObject({
      state: 'sent',
      sentAt: MORNING.toISOString(),
      sendings: 2,
      delivery: null,
    });
    const events = await api.desk.ports.records.events(caseId);
    expect(
      events.filter(({ type }) => type === 'notice-sent').map(({ details }) => details),
    ).toEqual([
      { notice: id, kind: 'approval' },
      { notice: id, kind: 'approval', sending: 2 },
    ]);
    await sendAll();
    expect(mails(RIGHT)).toHaveLength(1);
  });

  it('can come back again, and a late report about the first sending changes nothing', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(30));
    await reported(id, bounced());
    await correct(caseId, 'wrong-too@example.org');
    await sendAll();
    expect(await reported(id, delivered(2))).toMatchObject({ state: 'sent', delivery: null });
    expect(await reported(id, bounced(31, '5.1.2'))).toMatchObject({
      state: 'bounced',
      sendings: 2,
    });
    expect((await stuckBy(caseId))?.detail).toContain('(5.1.2)');
    await correct(caseId, RIGHT);
    await sendAll();
    expect(mails(RIGHT).map(({ messageId }) => messageId)).toEqual([`<${id}.3@example.org>`]);
  });

  it('goes to the right address by itself if that was corrected before the report came', async () => {
    const { caseId } = await sentCase();
    await correct(caseId, RIGHT);
    api.desk.clock.set(at(2));
    await reported(await idOf(caseId, 'prescriber'), bounced());
    expect(await stuckBy(caseId)).toBeNull();
    await sendAll();
    expect(mails(RIGHT)).toHaveLength(1);
  });

  it('goes out again to the same address only if a person asks for it', async () => {
    const { caseId } = await sentCase();
    api.desk.clock.set(at(2));
    await reported(await idOf(caseId, 'prescriber'), bounced(1, '4.2.2'));
    const commit = { events: [], audit: [], outbox: [], notices: [] };
    await api.desk.ports.records.commit({ ...commit, triedAgain: [caseId] });
    await sendAll();
    expect(mails(WRONG)).toHaveLength(2);
  });

  it('is tried again while the mail system refuses it, and given up like any other', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(2));
    await reported(id, bounced());
    catcher.refuse(true);
    try {
      await correct(caseId, RIGHT);
      await sendAll();
      const { unsent } = await api.desk.records.stuck.observe(at(2), caseId, 10);
      expect(unsent).toMatchObject([{ attempts: 1, isResent: true, undeliverableAt: null }]);
      api.desk.clock.set(at(24 * 60));
      await sendAll();
      expect(await stuckBy(caseId)).toMatchObject({ cause: 'notice-undeliverable' });
    } finally {
      catcher.refuse(false);
    }
    await correct(caseId, 'right-too@example.org');
    await sendAll();
    expect([mails(RIGHT).length, mails('right-too@example.org').length]).toEqual([0, 1]);
    expect((await lettersOf(caseId))[0]).toMatchObject({ state: 'sent', sendings: 2 });
  });

  it('is not offered with the address for the next request, if that is at fault', async () => {
    const offered = async (npi: string) => api.desk.ports.records.knownEmail(npi);
    const [address, full] = [await sentCase(), await sentCase()];
    api.desk.clock.set(at(2));
    const before = [await offered(address.npi), await offered(full.npi)];
    await reported(await idOf(address.caseId, 'prescriber'), bounced(1, '5.1.1'));
    await reported(await idOf(full.caseId, 'prescriber'), bounced(1, '5.2.2'));
    expect([before, await offered(address.npi), await offered(full.npi)]).toEqual([
      [WRONG, WRONG],
      null,
      WRONG,
    ]);
  });

  it('holds nothing up if it was a question that is answered', async () => {
    const { caseId } = await sentCase(ONE_MISSING);
    const id = await idOf(caseId, 'prescriber', 'information-request');
    accepted(await inform(api.desk.ports, caseId, MET));
    api.desk.clock.set(at(2));
    expect(await reported(id, bounced())).toMatchObject({ state: 'bounced' });
    expect(await stuckBy(caseId)).toBeNull();
    await correct(caseId, RIGHT);
    await sendAll();
    expect(mails(RIGHT).filter(({ text }) => text.includes('Please send us'))).toEqual([]);
  });

  it('is owed as a reminder while its authorization is active, and not after that', async () => {
    const { caseId } = await sentCase();
    const { number, period } = (await api.desk.ports.records.authorizationOfCase(caseId))!;
    const reminders = (await api.desk.ports.records.notices(caseId)).filter(
      ({ kind }) => kind === 'renewal-reminder',
    );
    api.desk.clock.set(reminders[1]!.dueAt);
    await sendAll();
    const report1 = { outcome: 'bounced', at: reminders[1]!.dueAt.toISOString() };
    await reported(reminders[0]!.id, report1);
    const owed = (await stuckBy(caseId))?.cause;
    accepted(
      await endAuthorization(api.desk.ports)({
        number,
        reason: 'therapy-stopped',
        lastDay: dateIn(reminders[1]!.dueAt, api.desk.ports.settings.timeZone),
        actor: INTAKE,
      }),
    );
    await reported(reminders[1]!.id, report1);
    const { unsent } = await api.desk.records.stuck.observe(reminders[1]!.dueAt, caseId, 10);
    expect([owed, unsent, period.end > '2027']).toEqual(['notice-undeliverable', [], true]);
  });

  it('is not sent again if its question is answered meanwhile', async () => {
    const { caseId } = await sentCase(ONE_MISSING);
    api.desk.clock.set(at(2));
    await reported(await idOf(caseId, 'prescriber', 'information-request'), bounced());
    accepted(await inform(api.desk.ports, caseId, MET));
    await correct(caseId, RIGHT);
    const { unsent } = await api.desk.records.stuck.observe(at(2), caseId, 10);
    expect(unsent).toEqual([]);
    await sendAll();
    expect(mails(RIGHT).filter(({ text }) => text.includes('Please send us'))).toEqual([]);
  });
});

describe('of two reports that differ', () => {
  const states = async (first: Sent, second: Sent) => {
    api.desk.clock.set(MORNING);
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(9));
    const answers = [await reported(id, first), await reported(id, second)];
    const stuck = (await stuckBy(caseId))?.cause ?? null;
    return [...answers.map(({ state }) => state), stuck];
  };

  it('the later one counts, whichever comes first', async () => {
    expect(await states(delivered(1), bounced(2))).toEqual([
      'delivered',
      'bounced',
      'notice-undeliverable',
    ]);
    expect(await states(bounced(2), delivered(1))).toEqual([
      'bounced',
      'bounced',
      'notice-undeliverable',
    ]);
    expect(await states(bounced(1), delivered(2))).toEqual(['bounced', 'delivered', null]);
    expect(await states(delivered(2), bounced(1))).toEqual(['delivered', 'delivered', null]);
  });

  it('of the same time, the letter came back', async () => {
    const isBack = ['bounced', 'notice-undeliverable'];
    expect(await states(delivered(1), bounced(1))).toEqual(['delivered', ...isBack]);
    expect(await states(bounced(1), delivered(1))).toEqual(['bounced', ...isBack]);
  });

  it('nothing goes out again if the letter was delivered after all', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'prescriber');
    api.desk.clock.set(at(9));
    await reported(id, bounced(1));
    await reported(id, delivered(2));
    await correct(caseId, RIGHT);
    await sendAll();
    expect(mails(RIGHT)).toEqual([]);
  });
});

describe('a letter to a member that came back', () => {
  it('is found by each check until it is printed and mailed', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'member');
    api.desk.clock.set(at(2));
    expect(await reported(id, bounced())).toMatchObject({
      state: 'to-print',
      sentAt: null,
      sendings: 1,
      delivery: { outcome: 'bounced' },
    });
    expect(await stuckBy(caseId)).toBeNull();
    const { unmailed } = await api.desk.records.stuck.observe(at(2), caseId, 10);
    expect(unmailed).toMatchObject([{ returnedFrom: MEMBER, delivery: { at: at(1) } }]);
    const { items } = await listed('state=to-print');
    expect(items).toMatchObject([
      { id, state: 'to-print', delivery: { outcome: 'bounced', code: '5.1.1' } },
    ]);
    const { status } = await api.call('POST', `/v1/letters/${id}/mailed`, {
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(status).toBe(200);
    expect((await lettersOf(caseId))[1]).toMatchObject({
      state: 'mailed',
      sentAt: at(2).toISOString(),
    });
    expect((await api.desk.records.stuck.observe(at(9), caseId, 10)).unmailed).toEqual([]);
    // It is on paper now, whatever became of the email.
    expect(await reported(id, delivered(2))).toMatchObject({ state: 'mailed' });
    await sendAll();
    expect(mails(MEMBER)).toHaveLength(1);
  });

  it('is to be mailed by the end of the business day after it came back', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'member');
    const friday = new Date('2026-11-27T15:00:00Z');
    api.desk.clock.set(friday);
    await reported(id, { outcome: 'bounced', at: friday.toISOString() });
    expect((await listed('state=to-print')).items).toMatchObject([
      { id, isOverdue: false, mailBy: '2026-12-01T05:00:00.000Z' },
    ]);
  });

  it('is not printed if it was delivered after all', async () => {
    const { caseId } = await sentCase();
    const id = await idOf(caseId, 'member');
    api.desk.clock.set(at(9));
    await reported(id, bounced(1));
    expect(await reported(id, delivered(2))).toMatchObject({
      state: 'delivered',
      sentAt: MORNING.toISOString(),
    });
    expect((await listed('state=to-print')).items).toEqual([]);
  });

  it('says nothing of its address on the timeline', async () => {
    const { caseId } = await sentCase();
    api.desk.clock.set(at(2));
    await reported(await idOf(caseId, 'member'), bounced());
    const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`, { role: 'auditor' });
    expect(JSON.stringify(body)).not.toContain('@');
    expect(JSON.stringify(body)).toContain(
      'Letter to the member came back (5.1.1): approval. It is to be printed and mailed.',
    );
  });
});

describe('the list of letters', () => {
  it('has those of both recipients by what became of them', async () => {
    const one = await sentCase();
    api.desk.clock.set(at(2));
    const two = await sentCase();
    api.desk.clock.set(at(9));
    await reported(await idOf(one.caseId, 'prescriber'), delivered(3));
    await reported(await idOf(two.caseId, 'prescriber'), bounced(3));
    await reported(await idOf(one.caseId, 'member'), bounced(3));
    const shown = async (query: string) => {
      const { items, total } = await listed(query);
      expect(total).toBe(items.length);
      return items.map(({ caseNumber, recipient }) => [recipient, caseNumber]);
    };
    expect(await shown('state=delivered')).toEqual([['prescriber', one.number]]);
    expect(await shown('state=sent')).toEqual([['member', two.number]]);
    expect(await shown('state=bounced')).toEqual([
      ['member', one.number],
      ['prescriber', two.number],
    ]);
    expect(await shown('state=bounced&recipient=prescriber')).toEqual([['prescriber', two.number]]);
    expect(await shown('state=bounced&recipient=member&kind=approval')).toEqual([
      ['member', one.number],
    ]);
    expect(await shown('state=bounced&language=es')).toEqual([]);
    expect(await shown('state=failed')).toEqual([]);
  });

  it('goes on after a page, also where letters of both kinds were sent at one time', async () => {
    for (let count = 0; count < 3; count += 1) await sentCase();
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await listed(`state=sent&limit=2${more}`);
      expect(page.total).toBe(6);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([6, 6]);
  });

  it('has the letters that could not be sent', async () => {
    const { record } = await opened(api.desk.ports, {
      facts: MET,
      prescriber: { npi: unique(), name: 'Lee Park MD', email: WRONG },
    });
    await api.desk.records.database.notice.updateMany({
      where: { caseId: record.id, kind: 'approval' },
      data: { undeliverableAt: at(1), lastError: '550', attempts: 1 },
    });
    expect((await listed('state=failed&recipient=prescriber')).items).toMatchObject([
      { caseId: record.id, state: 'failed', madeAt: at(1).toISOString(), mailBy: null },
    ]);
  });
});
