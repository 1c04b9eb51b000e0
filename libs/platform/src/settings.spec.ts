import { COVERAGE_TYPES_OF, LINES_OF_BUSINESS, rowsFor, URGENCIES } from '@assent/domain';
import { payerSettings } from './settings';

const OPTIONS = {
  timeZone: 'America/New_York',
  payerName: 'Assent Health Plan',
  letterhead: { address: '100 Market Street', phone: '217-555-0100', fax: null, portal: null },
  letterHours: { from: 8, to: 20 },
};

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
