import type { CaseFilter, CaseRecord } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { caseRecord, holdUp, store } from './records';

let desk: Desk;
let ana: CaseRecord;
let underscore: CaseRecord;
let late: CaseRecord;
let closed: CaseRecord;

beforeAll(async () => {
  desk = await openDesk();
  const put = (overrides: Partial<CaseRecord>) => store(desk.ports.records, caseRecord(overrides));
  const named = (familyName: string, memberId: string) => ({
    memberId,
    givenName: 'Ana',
    familyName,
    birthDate: '1958-03-09',
  });
  ana = await put({
    number: 'PA-AB2CD-EF3GH',
    member: named('Ruiz-Ortega', 'FB1002003'),
    prescriber: { npi: '1999999984', name: 'Lee Park MD' },
    assignee: 'pia',
  });
  underscore = await put({
    member: named('R_iz%\\', 'FB%'),
  });
  await holdUp(desk.records, underscore.id);
  late = await put({ status: 'pending-information', dueAt: new Date('2026-11-30T00:00:00Z') });
  closed = await put({
    status: 'withdrawn',
    closedAt: new Date('2026-11-23T00:00:00Z'),
    dueAt: new Date('2026-11-25T00:00:00Z'),
  });
});
afterAll(() => desk.close());

async function found(filter: Omit<CaseFilter, 'limit'>): Promise<string[]> {
  const { items } = await desk.ports.records.cases({ ...filter, limit: 50 });
  return items.map(({ id }) => id);
}

describe('a search', () => {
  it.each([
    'PA-AB2CD-EF3GH',
    'pa-ab2cd-ef3gh',
    'FB1002003',
    '1999999984',
    'Ruiz',
    'ruiz-o',
    'RUIZ-ORTEGA',
  ])('finds a case by `%s`', async (q) => {
    expect(await found({ q })).toEqual([ana.id]);
  });

  it.each(['Ortega', 'AB2CD', 'FB100200', '19999999', 'Ana', '1958-03-09'])(
    'finds nothing by `%s`',
    async (q) => {
      expect(await found({ q })).toEqual([]);
    },
  );

  it.each(['%', '_', 'R%', '\\', 'r__z'])('takes `%s` for what it says', async (q) => {
    expect(await found({ q })).toEqual([]);
  });

  it.each(['R_iz', 'r_iz%', 'R_iz%\\', 'FB%'])('finds even `%s`', async (q) => {
    expect(await found({ q })).toEqual([underscore.id]);
  });
});

describe('a filter', () => {
  it('by deadline leaves out the closed and those due at that very instant', async () => {
    expect(await found({ dueBefore: new Date('2026-11-30T00:00:00.001Z') })).toEqual([late.id]);
    expect(await found({ dueBefore: new Date('2026-11-30T00:00:00Z') })).toEqual([]);
  });

  it('by status takes several', async () => {
    const both = await found({ status: ['withdrawn', 'pending-information'] });
    expect(both.sort()).toEqual([late.id, closed.id].sort());
  });

  it('by assignee, and by being stuck', async () => {
    expect(await found({ assignee: 'pia' })).toEqual([ana.id]);
    expect(await found({ stuck: true })).toEqual([underscore.id]);
  });

  it('narrows another filter', async () => {
    expect(await found({ q: 'FB1002003', status: ['withdrawn'] })).toEqual([]);
  });
});
