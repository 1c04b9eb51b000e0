import {
  decideCase,
  expediteCase,
  extendCase,
  lettersOf,
  openLetter,
  previewDecision,
  type CoverageRequest,
  type DecideCase,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { makeMemberLetters } from '../support/letters';
import {
  accepted,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  requestOf,
  withdraw,
} from '../support/requests';
import { switchOff } from '../support/switch-off';
import { openSql, type Sql } from '../record/sql';

const NIGHT = '2026-11-23T07:00:00Z';
const MORNING = '2026-11-23T15:00:00Z';

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
beforeEach(async () => {
  desk.clock.set('2026-11-22T15:00:00Z');
  await switchOff(desk.records, 'a_made_letter_is_kept');
  await desk.records.database.memberLetter.deleteMany();
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

async function openedWith(facts: Facts, overrides: Partial<CoverageRequest['member']> = {}) {
  const { member } = await requestOf(desk.ports);
  return (await opened(desk.ports, { facts, member: { ...member, ...overrides } })).record;
}

/** The letters to the member that say that information was asked for. */
async function asked(caseId: string) {
  const all = accepted(await lettersOf(desk.ports)(caseId));
  return all.filter(
    ({ kind, recipient }) => kind === 'information-request' && recipient === 'member',
  );
}

const states = async (caseId: string) => (await asked(caseId)).map(({ state }) => state);

async function textOf(caseId: string): Promise<string> {
  const [letter] = await asked(caseId);
  return accepted(await openLetter(desk.ports)(letter!.id)).text;
}

const question = (caseId: string, version: number): DecideCase => ({
  caseId,
  version,
  decision: 'request-information',
  rationale: 'Please send the newest laboratory report.',
  clauses: [],
  actor: PHARMACIST,
});

describe('a case that begins to wait for the provider office', () => {
  it('tells the member once, when it is opened', async () => {
    const { id, informationDueAt } = await openedWith(ONE_MISSING);
    await makeMemberLetters(desk);
    expect([await states(id), informationDueAt]).toEqual([['to-print'], expect.any(Date)]);
    const text = await textOf(id);
    expect(text).toContain('Nothing is decided yet.');
    expect(text).toContain('We asked the office of Lee Park MD for these facts.');
    expect(text).toContain('The office must answer by December 4, 2026 at 10:00');
    // The questions are in clinical words: the office has them.
    const { determination } = accepted(await inform(desk.ports, id, {})).record;
    const questions = determination.missing.map((each) => each.fact);
    expect(questions.length).toBeGreaterThan(0);
    const notices = await desk.ports.records.notices(id);
    expect(notices.some(({ kind }) => kind === 'information-request')).toBe(true);
    expect(text).not.toMatch(/Please send us|FISH|ECOG|SPEP/);
  });

  it('tells them in their language', async () => {
    const { id } = await openedWith(ONE_MISSING, { language: 'es' });
    await makeMemberLetters(desk);
    const [listed] = await asked(id);
    expect(listed).toMatchObject({ language: 'es', version: 5 });
    const letter = accepted(await openLetter(desk.ports)(listed!.id));
    expect(letter.text).toContain('Todavía no hay ninguna decisión.');
    expect(letter.text).toContain('Pedimos estos datos al consultorio de Lee Park MD.');
    expect(letter.text).toContain('El consultorio tiene la lista.');
  });

  it('does not tell them again while it goes on waiting, whoever asks', async () => {
    const { id } = await openedWith({});
    await makeMemberLetters(desk);
    accepted(await inform(desk.ports, id, ONE_MISSING));
    const record = await desk.ports.records.case(id);
    accepted(await decideCase(desk.ports)(question(id, record!.version)));
    accepted(
      await expediteCase(desk.ports)({ caseId: id, by: 'member', reason: 'Pain', actor: INTAKE }),
    );
    await makeMemberLetters(desk);
    expect((await desk.ports.records.case(id))?.status).toBe('pending-information');
    expect(await states(id)).toEqual(['to-print']);
  });

  it('keeps a letter that still waits for the morning when the office is asked again', async () => {
    desk.clock.set(NIGHT);
    const { id } = await openedWith({});
    const [before] = await asked(id);
    accepted(await inform(desk.ports, id, ONE_MISSING));
    const after = await asked(id);
    expect(after.map(({ id: letter, state }) => [letter, state])).toEqual([[before!.id, 'queued']]);
    const open = (await desk.ports.records.notices(id)).filter(
      ({ kind }) => kind === 'information-request',
    );
    expect(open).toHaveLength(1);
    desk.clock.set(MORNING);
    await makeMemberLetters(desk);
    expect(await states(id)).toEqual(['to-print']);
  });

  it('tells them nothing that is over before the letter goes out', async () => {
    desk.clock.set(NIGHT);
    const [answered, withdrawn, extended] = [
      await openedWith(ONE_MISSING),
      await openedWith(ONE_MISSING),
      await openedWith(ONE_MISSING),
    ];
    accepted(await inform(desk.ports, answered.id, MET));
    accepted(await withdraw(desk.ports, withdrawn.id));
    // The letter about the extension says that information was asked for.
    const reason = 'We wait for the laboratory.';
    accepted(await extendCase(desk.ports)({ caseId: extended.id, reason, actor: PHARMACIST }));
    desk.clock.set(MORNING);
    await makeMemberLetters(desk);
    for (const { id } of [answered, withdrawn, extended]) expect(await states(id)).toEqual([]);
  });

  it('tells them again when it comes back to waiting from review', async () => {
    const { id } = await openedWith(ONE_MISSING);
    await makeMemberLetters(desk);
    accepted(await inform(desk.ports, id, TOO_MANY_CAPSULES));
    const record = await desk.ports.records.case(id);
    expect(record?.status).toBe('in-review');
    const preview = accepted(await previewDecision(desk.ports)(question(id, record!.version)));
    expect(preview.memberLetter?.subject).toContain('we asked for more information');
    accepted(await decideCase(desk.ports)(question(id, record!.version)));
    await makeMemberLetters(desk);
    expect(await states(id)).toEqual(['to-print', 'to-print']);
    expect(await textOf(id)).not.toContain('laboratory');
  });
});

describe('the release before, which runs beside', () => {
  it('cancels the letter with its question, as it names no letters to the member', async () => {
    desk.clock.set(NIGHT);
    const { id } = await openedWith(ONE_MISSING);
    const change = {
      events: [],
      audit: [],
      outbox: [],
      notices: [],
      changed: [],
      cancelled_notices: [{ kinds: ['information-request'], case_id: id, authorization: null }],
    };
    await sql.run('SELECT commit_change($1::jsonb)', [JSON.stringify(change)]);
    expect(await asked(id)).toEqual([]);
  });

  it('leaves a letter that it can not make to a worker that can', async () => {
    const { id } = await openedWith(ONE_MISSING);
    const { memberLetters } = desk.records;
    const now = await desk.clock.now();
    // It takes the letter, fails to make it, and puts it off.
    for (const letter of await memberLetters.take(now, 100)) {
      await memberLetters.refused(letter, now, new Date(now.getTime() + 30_000), null);
    }
    expect(await states(id)).toEqual(['queued']);
    desk.clock.set(new Date(now.getTime() + 60_000));
    await makeMemberLetters(desk);
    expect(await states(id)).toEqual(['to-print']);
  });
});
