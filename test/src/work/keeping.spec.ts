import {
  findDuplicates,
  listDrafts,
  listViews,
  removeDraft,
  removeView,
  saveDraft,
  saveView,
  viewDraft,
  withdrawCase,
} from '@assent/application';
import { caseFilter } from '@assent/contracts';
import { openSql } from '../record/sql';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, RESPONDING } from '../support/facts';
import { accepted, INTAKE, opened, refused } from '../support/requests';

const id = () => crypto.randomUUID();

let desk: Desk;
const ports = () => ({
  ...desk.ports,
  ...desk.records,
  records: desk.ports.records,
  understood: (filter: unknown) => caseFilter.safeParse(filter).data ?? null,
});
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('a saved view', () => {
  const save = (owner: string, overrides: object = {}) =>
    saveView(ports())(
      {
        id: id(),
        name: 'Expedited',
        shared: false,
        filter: { queue: 'all', urgency: 'expedited' },
        ...overrides,
      },
      { subject: owner },
    );
  const names = async (person: string) =>
    (await listViews(ports())({ subject: person })).map(({ name }) => name);

  it('is counted again whenever it is read', async () => {
    await opened(desk.ports, { urgency: 'expedited', facts: ONE_MISSING });
    const saved = accepted(await save('ivy'));
    await opened(desk.ports, { urgency: 'expedited', facts: ONE_MISSING });
    await opened(desk.ports, { facts: ONE_MISSING });
    const [read] = await listViews(ports())({ subject: 'ivy' });
    expect([saved.count, read?.count, read?.more]).toEqual([1, 2, false]);
    expect(read).toEqual({ ...saved, count: 2 });
  });

  it.each([
    ['a time without a year', { dueBefore: '0001-01-01T00:00:00+14:00' }],
    ['more statuses than there are', { status: Array(70_000).fill('approved') }],
  ])("that can't be read any more does not block the others: %s", async (_, filter) => {
    accepted(await save('ivy', { name: 'sound', shared: true }));
    accepted(await save('ivy', { id: id(), name: 'broken', shared: true }));
    await desk.records.database.savedView.updateMany({
      where: { name: 'broken' },
      data: { filter },
    });
    expect([await names('ivy'), await names('pia')]).toEqual([['sound'], ['sound']]);
  });

  it("is visible to its owner, and to others if it is shared, one's own first", async () => {
    accepted(await save('ivy', { name: 'a private one' }));
    accepted(await save('ivy', { name: 'a shared one', shared: true }));
    accepted(await save('pia', { name: 'zoster' }));
    expect(await names('ivy')).toEqual(['a private one', 'a shared one']);
    expect(await names('pia')).toEqual(['zoster', 'a shared one']);
  });

  it('counts `mine` for the person who looks', async () => {
    accepted(await save('ivy', { shared: true, filter: { queue: 'mine' } }));
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await desk.records.database.case.update({
      where: { id: record.id },
      data: { assignee: 'pia' },
    });
    const counts = await Promise.all(
      ['ivy', 'pia'].map((person) => listViews(ports())({ subject: person })),
    );
    expect(counts.map(([view]) => view?.count)).toEqual([0, 1]);
  });

  it('is changed and removed only by its owner', async () => {
    const view = id();
    accepted(await save('ivy', { id: view, shared: true }));
    expect(refused(await save('pia', { id: view, name: 'Taken over' })).code).toBe(
      'view-of-another',
    );
    expect(refused(await removeView(ports())(view, 'pia')).code).toBe('view-of-another');
    accepted(await save('ivy', { id: view, name: 'Renamed', shared: true }));
    expect(await names('pia')).toEqual(['Renamed']);
    expect(accepted(await removeView(ports())(view, 'ivy'))).toBe(true);
    expect(accepted(await removeView(ports())(view, 'ivy'))).toBe(false);
  });

  it('is refused beyond the limit, even if many are saved at once', async () => {
    const results = await Promise.all(Array.from({ length: 55 }, () => save('ivy')));
    const refusals = results.filter(({ ok }) => !ok).map(refused);
    expect(refusals.map(({ code }) => code)).toEqual(Array(5).fill('invalid'));
    expect(await names('ivy')).toHaveLength(50);
  });

  it('is refused beyond the limit of shared ones, while an old one can be saved and unsharing one makes room', async () => {
    const view = id();
    accepted(await save('ivy', { id: view, shared: true }));
    for (let count = 1; count < 10; count += 1) accepted(await save('ivy', { shared: true }));
    const { faults } = refused(await save('ivy', { shared: true }));
    expect(faults?.map(({ path, code }) => [path, code])).toEqual([['shared', 'too-many']]);
    accepted(await save('ivy', { id: view, shared: true, name: 'Renamed' }));
    accepted(await save('ivy', { id: view }));
    accepted(await save('ivy', { shared: true }));
    expect(await names('pia')).toHaveLength(10);
  });
});

describe('a draft', () => {
  const save = (owner: string, draft: string, request: object = {}, version?: number) =>
    saveDraft(ports())({
      id: draft,
      owner,
      request: { ...request },
      ...(version !== undefined && { version }),
    });

  it('is read back as it was last saved', async () => {
    const draft = id();
    accepted(await save('ivy', draft, { drug: 'ixazomib' }));
    const second = accepted(await save('ivy', draft, { drug: 'ixazomib', urgency: 'standard' }));
    expect(second).toMatchObject({ version: 2, request: { urgency: 'standard' } });
    expect(accepted(await viewDraft(ports())('ivy', draft))).toEqual(second);
    expect(await listDrafts(ports())('ivy')).toEqual([second]);
  });

  it('belongs only to its author, even under an id that another person uses', async () => {
    const draft = id();
    accepted(await save('ivy', draft, { drug: 'ixazomib' }));
    expect(refused(await viewDraft(ports())('pia', draft)).code).toBe('draft-not-found');
    expect(await removeDraft(ports())('pia', draft)).toBe(false);
    accepted(await save('pia', draft, { drug: 'other' }));
    expect(accepted(await viewDraft(ports())('ivy', draft)).request).toEqual({ drug: 'ixazomib' });
    expect(await listDrafts(ports())('pia')).toHaveLength(1);
  });

  it('is saved over the version that was seen, and over no other', async () => {
    const draft = id();
    expect(refused(await save('ivy', draft, {}, 1)).code).toBe('draft-not-found');
    accepted(await save('ivy', draft));
    const results = await Promise.all([1, 2, 3, 4].map((turn) => save('ivy', draft, { turn }, 1)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(refused(results.find(({ ok }) => !ok)!).code).toBe('draft-changed');
  });

  it('waits for earlier drafts, without blocking the database for others', async () => {
    const sql = await openSql(desk.databaseUrl);
    await sql.run(`SELECT pg_advisory_lock(hashtextextended('drafts of ivy', 0))`);
    const saves = Array.from({ length: 20 }, () => save('ivy', id()));
    await Promise.all(Array.from({ length: 20 }, () => desk.records.ping()));
    expect(await listDrafts(ports())('ivy')).toEqual([]);
    await sql.close();
    for (const saved of await Promise.all(saves)) accepted(saved);
  });

  it('of more than 64 kB is refused, of exactly that size is not', async () => {
    const exact = { note: 'x'.repeat(65_536 - '{"note":""}'.length) };
    expect(accepted(await save('ivy', id(), exact)).version).toBe(1);
    const refusal = refused(await save('ivy', id(), { note: `${exact.note}x` }));
    expect([refusal.code, refusal.faults?.[0]?.path]).toEqual(['invalid', 'request']);
  });

  it('that makes more than 1 MB in total is refused, without affecting others', async () => {
    const large = { note: 'x'.repeat(65_000) };
    const drafts = Array.from({ length: 16 }, id);
    for (const draft of drafts) accepted(await save('ivy', draft, large));
    const refusal = refused(await save('ivy', id(), large));
    expect([refusal.code, refusal.faults?.[0]?.code]).toEqual(['invalid', 'too-large']);
    accepted(await save('ivy', drafts[0]!, large));
    accepted(await save('pia', id(), large));
    expect(await removeDraft(ports())('ivy', drafts[1]!)).toBe(true);
    accepted(await save('ivy', id(), large));
  });

  it('is refused beyond the limit, while an old one can be saved and a removed one makes room', async () => {
    const drafts = Array.from({ length: 100 }, id);
    for (const draft of drafts) accepted(await save('ivy', draft));
    const refusal = refused(await save('ivy', id()));
    expect(refusal.detail).toContain('100 drafts');
    accepted(await save('ivy', drafts[0]!));
    expect(await removeDraft(ports())('ivy', drafts[1]!)).toBe(true);
    accepted(await save('ivy', id()));
  });
});

describe('duplicates', () => {
  const member = {
    memberId: 'TM-DUP',
    givenName: 'Ana',
    familyName: 'Ruiz',
    birthDate: '1958-03-09',
  };
  const ask = (overrides: object = {}) =>
    findDuplicates(ports())({ memberId: 'TM-DUP', drug: 'Ninlaro', ...overrides });

  it('are open cases of any type for the drug under any name, the requested type first', async () => {
    const first = await opened(desk.ports, { member, facts: ONE_MISSING });
    const second = await opened(desk.ports, {
      member,
      facts: RESPONDING,
      requestType: 'continuation',
      drug: 'NINLARO',
    });
    const [initiation, continuation] = [first.record.id, second.record.id];
    const found = async (question: object) => (await ask(question)).cases.map((each) => each.id);
    expect(await found({ requestType: 'continuation' })).toEqual([continuation, initiation]);
    expect(await found({ requestType: 'initiation' })).toEqual([initiation, continuation]);
    expect(await found({ memberId: 'TM-OTHER' })).toEqual([]);
    expect(await found({ drug: 'aspirin' })).toEqual([]);
    await withdrawCase(desk.ports)({ caseId: initiation, actor: INTAKE, reason: 'not needed' });
    expect(await found({})).toEqual([continuation]);
  });

  it('show that the member ID is on file with another date of birth or first name, but not which', async () => {
    await opened(desk.ports, { member: { ...member, memberId: 'TM-BORN' }, facts: ONE_MISSING });
    const answer = (question: object) => ask({ memberId: 'TM-BORN', drug: 'aspirin', ...question });
    const differs = async (question: object) => (await answer(question)).birthDateDiffers;
    const isRenamed = async (givenName: string) => (await answer({ givenName })).givenNameDiffers;
    expect(await isRenamed('Zoe')).toBe(true);
    expect(await isRenamed(member.givenName)).toBe(false);
    expect(await differs({ birthDate: '1985-03-09' })).toBe(true);
    expect(await differs({ birthDate: '1958-03-09' })).toBe(false);
    expect(await differs({})).toBe(false);
    expect(await differs({ memberId: 'TM-NOBODY', birthDate: '1985-03-09' })).toBe(false);
  });

  it('are authorizations through the last day that they cover', async () => {
    desk.clock.set('2026-11-22T15:00:00Z');
    const { authorization } = await opened(desk.ports, { member, facts: MET });
    const end = authorization!.period.end;
    const numbers = async (at: string) => {
      desk.clock.set(at);
      return (await ask()).authorizations.map(({ number }) => number);
    };
    expect(await numbers(`${end}T22:00:00-05:00`)).toEqual([authorization!.number]);
    const dayAfter = new Date(Date.parse(`${end}T22:00:00-05:00`) + 86_400_000).toISOString();
    expect(await numbers(dayAfter)).toEqual([]);
  });
});
