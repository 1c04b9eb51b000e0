import { evaluateCase, viewCase } from '@assent/application';
import { loadGuideline } from '@assent/criteria';
import * as registry from '@assent/guidelines';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING } from '../support/facts';
import { accepted, inform, opened } from '../support/requests';

jest.mock('@assent/guidelines', (): unknown => ({
  __esModule: true,
  ...jest.requireActual<object>('@assent/guidelines'),
}));

const FOLDER = join(__dirname, '../../../libs/guidelines/ixazomib/2024-10-01');
const REVISED = '2027-01-01';
const FOUR_CAPSULES = { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } };

/** The guideline with another version, which allows four capsules. */
function revision() {
  const files = [
    'guideline',
    'facts',
    'value-sets',
    'initiation',
    'continuation',
    'renewal',
    'holds',
    'advisories',
  ];
  const content = Object.fromEntries(
    files.map((file): [string, unknown] => {
      const text = readFileSync(join(FOLDER, `${file}.json`), 'utf8');
      return [file, JSON.parse(text.replace('"2024-10-01"', `"${REVISED}"`), fourCapsules)];
    }),
  );
  return loadGuideline(content, 'f'.repeat(64));
}

function fourCapsules(_: string, value: unknown): unknown {
  const isLimit =
    typeof value === 'object' &&
    value !== null &&
    'fact' in value &&
    value.fact === 'dosing.capsulesPer28Days' &&
    'limit' in value;
  return isLimit ? { ...value, limit: 4 } : value;
}

/** From 2027 on the revision is in force, beside the version that earlier cases keep. */
function publishRevision(): void {
  const { guidelineInForce, guidelineFor } =
    jest.requireActual<typeof registry>('@assent/guidelines');
  const revised = revision();
  jest
    .spyOn(registry, 'guidelineInForce')
    .mockImplementation((drug, date) => (date >= REVISED ? revised : guidelineInForce(drug, date)));
  jest
    .spyOn(registry, 'guidelineFor')
    .mockImplementation((id, version) =>
      version === REVISED ? revised : guidelineFor(id, version),
    );
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  publishRevision();
  desk.clock.set('2026-12-30T15:00:00Z');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => desk.close());

describe('a case received before a revision of the guideline', () => {
  it('keeps the version that it was received under, to its end', async () => {
    const { record: before } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set('2027-01-04T15:00:00Z');
    const { record, determination } = accepted(
      await inform(desk.ports, before.id, { ...ANSWER, ...FOUR_CAPSULES }),
    );
    expect([record.status, determination.guideline?.version]).toEqual(['in-review', '2024-10-01']);
    expect(record.guideline).toEqual(before.guideline);
  });

  it('is left alone when it is evaluated after the revision', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set('2027-01-04T15:00:00Z');
    await evaluateCase(desk.ports)(record.id);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('still shows the clauses of its own version when it is read', async () => {
    const { record, determination } = await opened(desk.ports, { facts: MET });
    desk.clock.set('2027-06-01T15:00:00Z');
    const read = accepted(await viewCase(desk.ports)(record.id));
    expect(read.determination).toEqual(determination);
  });
});

describe('a case received from that day on', () => {
  it('is decided by the revision, whose digest it keeps', async () => {
    desk.clock.set('2027-01-01T05:00:00Z');
    const { record } = await opened(desk.ports, { facts: { ...MET, ...FOUR_CAPSULES } });
    expect([record.status, record.guideline]).toEqual([
      'approved',
      { id: 'ixazomib', version: REVISED, digest: 'f'.repeat(64) },
    ]);
  });

  it('is not yet one that came in on the last day of the old version, in New York', async () => {
    desk.clock.set('2027-01-01T04:59:59Z');
    const { record } = await opened(desk.ports, { facts: { ...MET, ...FOUR_CAPSULES } });
    expect([record.status, record.guideline?.version]).toEqual(['in-review', '2024-10-01']);
  });
});
