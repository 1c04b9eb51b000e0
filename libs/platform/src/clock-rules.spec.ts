import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClockRules } from './clock-rules';
import { ConfigError } from './config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clocks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const ROW = {
  lineOfBusiness: 'commercial',
  urgency: 'standard',
  hours: 72,
  informationShare: 0.8,
  source: 'a rule',
  confidence: 'low',
};

const COURSE = { hours: 24, askedHoursBefore: 24, confidence: 'low' };

const CALL = { id: 'peer-to-peer', businessDays: 3, source: 'a contract', confidence: 'high' };

const write = (name: string, content: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(content));
};

function clocksOf(rows: readonly object[]) {
  write('decision-clocks.json', rows);
  return readClockRules(folder).clocks;
}

function faultsOf(path: string): readonly string[] {
  try {
    readClockRules(path);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ problem }) => problem);
    throw error;
  }
  return [];
}

test("a folder replaces the tables that it has; the others are the project's own", () => {
  write('peer-to-peer-clock.json', CALL);
  write('.notes', 'hidden');
  const own = readClockRules(null);
  expect(readClockRules(folder)).toEqual({ ...own, peerToPeer: CALL });
});

test('a folder with faults is refused, and each is named with its file', () => {
  write('decision-clocks.json', [
    { ...ROW, hours: 0 },
    { ...ROW, source: undefined },
  ]);
  write('peer-to-peer-clock.json', { ...CALL, businessDays: 0.5, hours: 4 });
  writeFileSync(join(folder, 'appeal-clocks.json'), '{');
  write('clocks.json', []);
  expect(faultsOf(folder)).toEqual([
    'has clocks.json, which is none of decision-clocks.json, appeal-clocks.json, peer-to-peer-clock.json, letter-elements.json',
    expect.stringMatching(/^has decision-clocks\.json, which is wrong at `0\.hours`: /),
    expect.stringMatching(/^has decision-clocks\.json, which is wrong at `1\.source`: /),
    'has appeal-clocks.json, which is not JSON that can be read',
    expect.stringMatching(/^has peer-to-peer-clock\.json, which is wrong at `businessDays`: /),
    expect.stringMatching(/^has peer-to-peer-clock\.json, which is wrong: .*hours/),
  ]);
});

test('a folder that is not there is refused', () => {
  expect(faultsOf(join(folder, 'none'))).toEqual(['is not a folder that can be read']);
});

test("the project's own figures say what it means to miss each decision, appeal and call", () => {
  const { clocks, appeals, peerToPeer } = readClockRules(null);
  const decisions = appeals.flatMap(({ decision }) => [decision.standard, decision.expedited]);
  expect(clocks.filter(({ whenMissed }) => whenMissed === undefined)).toEqual([]);
  expect(decisions.filter((each) => !each.consequence && !each.whenMissed)).toEqual([]);
  expect(peerToPeer.consequence).toContain('owed');
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
    ['a part without its source', [{ ...ROW, approvedCourse: COURSE }], /source/],
    ['two rows for the same cases', [ROW, { ...ROW, coverageType: 'employer-plan' }], /two rows/],
  ])('is refused with %s', (_, rows, message) => {
    expect(() => clocksOf(rows)).toThrow(message);
  });
});

describe('a table of what the letters of a denial say', () => {
  const COVERED = [
    ['commercial', 'employer-plan'],
    ['commercial', 'exchange-plan'],
    ['commercial', 'medicaid-plan'],
    ['medicare-advantage', 'part-b-drug'],
    ['medicare-advantage', 'medical-item'],
  ] as const;
  const REASON = { element: 'reason', source: 'a rule', confidence: 'low' };
  const rowsWith = (elements: readonly object[] = [REASON]) =>
    COVERED.map(([lineOfBusiness, coverageType]) => ({ lineOfBusiness, coverageType, elements }));
  const elementsOf = (rows: readonly object[]) => {
    write('letter-elements.json', rows);
    return readClockRules(folder).letterElements;
  };

  test('has rows for coverage types, and more for states', () => {
    const florida = { ...rowsWith([{ ...REASON, element: 'physician' }])[0], state: 'FL' };
    expect(elementsOf([...rowsWith(), florida])).toEqual([...rowsWith(), florida]);
  });

  test.each([
    ['an unknown element', rowsWith([{ ...REASON, element: 'a stamp' }]), /Invalid option/],
    ['an element without a source', rowsWith([{ ...REASON, source: '' }]), /source/],
    ['an element twice', rowsWith([REASON, REASON]), /element twice/],
    ['no elements', rowsWith([]), /elements/],
    ['two rows for the same cases', [...rowsWith(), ...rowsWith()], /two rows/],
    ['no row for a coverage type', rowsWith().slice(1), /for each coverage type/],
  ])('is refused with %s', (_, rows, message) => {
    expect(() => elementsOf(rows)).toThrow(message);
  });

  test("of the project's own names each source, and asks Florida's plans for the physician", () => {
    const { letterElements } = readClockRules(null);
    const asking = (element: string) =>
      letterElements
        .filter(({ elements }) => elements.some((each) => each.element === element))
        .map(({ coverageType, state }) => [coverageType, state].filter(Boolean).join(' '));
    expect(asking('physician')).toEqual(['employer-plan FL', 'exchange-plan FL']);
    expect(asking('continued-coverage')).toEqual(['medicaid-plan']);
    expect(asking('next-review')).toHaveLength(COVERED.length);
    expect(asking('expedited-appeal')).toHaveLength(COVERED.length);
  });
});
