import type { CaseFilter, CaseRecord } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { approvedCase, authorizationOf, caseRecord, holdUp, store } from './records';

let desk: Desk;
let ana: CaseRecord;
let underscore: CaseRecord;
let late: CaseRecord;
let closed: CaseRecord;

beforeAll(async () => {
  desk = await openDesk();
  const put = (overrides: Partial<CaseRecord>) => store(desk.ports.records, caseRecord(overrides));
  ana = approvedCase({
    number: 'PA-AB2CD-EF3GH',
    member: {
      memberId: 'FB1002003',
      givenName: 'Ana',
      familyName: 'Núñez-O’Brien',
      birthDate: '1961-03-19',
    },
    prescriber: { npi: '1999999984', name: 'Mia Quist MD', phone: '+1 (305) 555-0100' },
    assignee: 'pia',
  });
  await store(desk.ports.records, ana, {
    issued: authorizationOf(ana, { number: 'AU-7KQ2M-XWPTR' }),
  });
  underscore = await put({
    member: { memberId: 'FB%', givenName: 'Bo', familyName: 'R_iz%\\', birthDate: '1970-01-01' },
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
    'Ana Núñez-O’Brien',
    "Nunez-O'Brien, Ana",
    'ana nunez',
    'OBRIEN',
    "o'brien",
    'Brien',
    'Ana',
    '03/19/1961',
    '1961-03-19',
    'March 19, 1961',
    'Nunez 3/19/1961',
    'FB1002003',
    'fb-1002003',
    '  1002003 ',
    '0020',
    'PA-AB2CD-EF3GH',
    'pa–ab2cd–ef3gh',
    'PAAB2CDEF3GH',
    'ef3gh',
    'AU-7KQ2M-XWPTR',
    'au 7kq2m xwptr',
    'xwptr',
    'Mia Quist',
    'Dr. Quist',
    '1999999984',
    '(305) 555-0100',
    '5550100',
    'Ana Quist 555-0100',
  ])('finds a case by `%s`', async (q) => {
    expect(await found({ q })).toEqual([ana.id]);
  });

  it.each(['una', 'unez', '002', '1961-03-20', '02/30/1961', 'Ana Park', 'AU', 'FB1002003 Bo'])(
    'finds nothing by `%s`',
    async (q) => {
      expect(await found({ q })).toEqual([]);
    },
  );

  it.each(['', '%', '_', '\\', '-', "'", '#'])(
    'finds nothing by `%s`, which has no meaning',
    async (q) => {
      expect(await found({ q })).toEqual([]);
    },
  );

  it.each(['R_iz', 'r_iz%', 'R_iz%\\'])('even finds `%s`', async (q) => {
    expect(await found({ q })).toEqual([underscore.id]);
  });
});

describe('a filter', () => {
  it('by deadline leaves out closed cases and those due at that very instant', async () => {
    expect(await found({ dueBefore: new Date('2026-11-30T00:00:00.001Z') })).toEqual([late.id]);
    expect(await found({ dueBefore: new Date('2026-11-30T00:00:00Z') })).toEqual([]);
  });

  it('by status accepts several', async () => {
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
