import { evaluateCase, viewCase } from '@assent/application';
import { loadGuideline, type Facts } from '@assent/criteria';
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

const FOLDER = join(__dirname, '../../../libs/guidelines/ixazomib/2024-10-01-reading-2');
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
    'definitions',
  ];
  const content = Object.fromEntries(
    files.map((file): [string, unknown] => {
      const text = readFileSync(join(FOLDER, `${file}.json`), 'utf8');
      return [file, JSON.parse(text.replace('"2024-10-01"', `"${REVISED}"`), fourCapsules)];
    }),
  );
  const { presentation } = registry.guidelineFor('ixazomib', '2024-10-01');
  return { ...loadGuideline(content, 'f'.repeat(64)), presentation };
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

/** From 2027 on the revision is in force, while earlier cases keep their version. */
function publishRevision(): void {
  const { guidelineInForce, guidelineFor, readingFor } =
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
  jest
    .spyOn(registry, 'readingFor')
    .mockImplementation((id, version, digest) =>
      version === REVISED ? revised : readingFor(id, version, digest),
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
  it('keeps the version under which it was received, to its end', async () => {
    const { record: before } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set('2027-01-04T15:00:00Z');
    const { record, determination } = accepted(
      await inform(desk.ports, before.id, { ...ANSWER, ...FOUR_CAPSULES }),
    );
    expect([record.status, determination.guideline?.version]).toEqual(['in-review', '2024-10-01']);
    expect(record.guideline).toEqual(before.guideline);
  });

  it('is unchanged if it is evaluated after the revision', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set('2027-01-04T15:00:00Z');
    await evaluateCase(desk.ports)(record.id);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('still shows the clauses of its own version', async () => {
    const { record, determination } = await opened(desk.ports, { facts: MET });
    desk.clock.set('2027-06-01T15:00:00Z');
    const read = accepted(await viewCase(desk.ports)(record.id));
    expect(read.determination).toEqual(determination);
  });
});

describe('a case received from the date of the revision on', () => {
  it('is decided by the revision, whose digest it keeps', async () => {
    desk.clock.set('2027-01-01T05:00:00Z');
    const { record } = await opened(desk.ports, { facts: { ...MET, ...FOUR_CAPSULES } });
    expect([record.status, record.guideline]).toEqual([
      'approved',
      { id: 'ixazomib', version: REVISED, digest: 'f'.repeat(64) },
    ]);
  });

  it('does not include one that arrived on the last day of the old version, in New York', async () => {
    desk.clock.set('2027-01-01T04:59:59Z');
    const { record } = await opened(desk.ports, { facts: { ...MET, ...FOUR_CAPSULES } });
    expect([record.status, record.guideline?.version]).toEqual(['in-review', '2024-10-01']);
  });
});

/** The first reading of the version, which accepted a text alone as a reason against bortezomib. */
const FIRST_READING = '547af0f3219dcba30ae6747c14be23f7118cc3a3d0959931a408095d2a619d1e';

/** Opens a case as before the correction. */
async function openedUnderFirstReading(facts: Facts) {
  const first = registry.readingFor('ixazomib', '2024-10-01', FIRST_READING);
  jest.spyOn(registry, 'guidelineInForce').mockReturnValue(first);
  jest.spyOn(registry, 'guidelineFor').mockReturnValue(first);
  const view = await opened(desk.ports, { facts });
  jest.restoreAllMocks();
  return view;
}

const TEXT_ALONE: Facts = {
  ...ONE_MISSING,
  bortezomib: { inappropriateReason: 'Grade 3 peripheral neuropathy at baseline' },
};

describe('a corrected reading of a version', () => {
  const current = () => registry.guidelineFor('ixazomib', '2024-10-01');

  it('leaves what an open case was told unchanged', async () => {
    const { record, determination } = await openedUnderFirstReading({
      ...TEXT_ALONE,
      priorTherapies: [{ agents: ['melphalan'] }],
    });
    expect(record.guideline?.digest).toBe(FIRST_READING);
    expect(current().digest).not.toBe(FIRST_READING);
    const read = accepted(await viewCase(desk.ports)(record.id));
    expect(read.determination).toEqual(determination);
    expect(read.determination.missing.map(({ fact, question }) => [fact, question])).toEqual([
      ['diagnosis.symptomatic', 'Is the disease symptomatic? Smoldering myeloma is not.'],
    ]);
    expect(read.determination.holds).toEqual([
      {
        id: 'H.untreated',
        message:
          'Earlier therapies and the statement whether the disease was treated before contradict each other.',
      },
    ]);
  });

  it('evaluates no open case by itself', async () => {
    const { record } = await openedUnderFirstReading(TEXT_ALONE);
    await evaluateCase(desk.ports)(record.id);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('is applied when information comes in, and the timeline says so', async () => {
    const { record: before } = await openedUnderFirstReading(TEXT_ALONE);
    const { record, determination } = accepted(await inform(desk.ports, before.id, ANSWER));
    expect([record.status, determination.missing.map(({ fact }) => fact)]).toEqual([
      'pending-information',
      ['bortezomib.clinicallyInappropriate'],
    ]);
    const guideline = { id: 'ixazomib', version: '2024-10-01', digest: current().digest };
    expect(record.guideline).toEqual(guideline);
    expect(await desk.ports.records.case(before.id)).toEqual(record);
    const evaluations = (await desk.ports.records.events(before.id)).filter(
      ({ type }) => type === 'determined',
    );
    expect(evaluations.map(({ details }) => details['guideline'])).toEqual([undefined, guideline]);
  });

  it('is not mentioned by later evaluations', async () => {
    const { record } = await openedUnderFirstReading(TEXT_ALONE);
    accepted(await inform(desk.ports, record.id, ANSWER));
    accepted(
      await inform(desk.ports, record.id, { bortezomib: { clinicallyInappropriate: true } }),
    );
    const events = await desk.ports.records.events(record.id);
    expect(events.filter(({ details }) => 'guideline' in details)).toHaveLength(1);
  });
});
