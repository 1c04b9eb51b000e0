import { COVERAGE_TYPES_OF, LINES_OF_BUSINESS, rowsFor, URGENCIES } from '@assent/domain';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payerSettings } from './settings';

const OPTIONS = {
  timeZone: 'America/New_York',
  payerName: 'Assent Health Plan',
  letterhead: { address: '100 Market Street', phone: '217-555-0100', fax: null, portal: null },
  letterHours: { from: 8, to: 20 },
};

const ROW = {
  lineOfBusiness: 'commercial',
  urgency: 'standard',
  hours: 72,
  informationShare: 0.8,
  source: 'a rule',
  confidence: 'low',
};

function clocksOf(rows: readonly object[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'clocks-')), 'clocks.json');
  writeFileSync(file, JSON.stringify(rows));
  return payerSettings({ ...OPTIONS, decisionClocksFile: file }).clocks;
}

const KINDS = LINES_OF_BUSINESS.flatMap((lineOfBusiness) =>
  COVERAGE_TYPES_OF[lineOfBusiness].map((coverageType) => ({ lineOfBusiness, coverageType })),
);

describe("the project's own figures", () => {
  const { clocks, appeals } = payerSettings(OPTIONS);

  test.each(KINDS)('have clocks for $lineOfBusiness, $coverageType', (kind) => {
    expect(rowsFor(clocks, kind).map(({ urgency }) => urgency)).toEqual(URGENCIES);
    expect(rowsFor(appeals, kind)).toHaveLength(1);
  });

  test('have a figure of a state, plainly marked as unsure', () => {
    expect(clocks.filter(({ state }) => state !== undefined)).toMatchObject([
      { state: 'MD', coverageType: 'exchange-plan', confidence: 'low' },
    ]);
  });
});

describe('a table of decision clocks', () => {
  test('counts hours, or days of either kind', () => {
    const { hours: _, ...row } = ROW;
    const read = clocksOf([
      ROW,
      { ...row, urgency: 'expedited', calendarDays: 3 },
      { ...row, state: 'TX', businessDays: 2 },
    ]);
    expect(read.map(({ hours, days }) => hours ?? days)).toEqual([
      72,
      { kind: 'calendar', count: 3 },
      { kind: 'business', count: 2 },
    ]);
  });

  test.each([
    ['two times in one row', [{ ...ROW, businessDays: 2 }], /one of hours, calendarDays/],
    ['no time', [{ ...ROW, hours: undefined }], /one of hours, calendarDays/],
    ['half a day', [{ ...ROW, hours: undefined, businessDays: 0.5 }], /int/],
    ['a coverage type of another line', [{ ...ROW, coverageType: 'part-b-drug' }], /line of bus/],
    ['two rows for the same cases', [ROW, { ...ROW, coverageType: 'employer-plan' }], /two rows/],
  ])('is refused with %s', (_, rows, message) => {
    expect(() => clocksOf(rows)).toThrow(message);
  });
});
