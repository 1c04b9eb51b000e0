/** One invented request, and what happens to it later. */
export interface SampleCase {
  /** Part of its idempotency key, so that it is made once. */
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly withdrawnBecause?: string;
}

const prescriber = {
  npi: '1234567893',
  name: 'Lee Park MD',
  phone: '+13055550100',
  email: 'office@example.org',
};

const dosing = { capsuleStrengthMg: 4, capsulesPer28Days: 3 };

/** Multiple myeloma, primary, in a member who can't take bortezomib: all criteria met. */
const metFacts = {
  setting: 'self-administered',
  diagnosis: {
    icd10: 'C90.00',
    condition: 'multiple-myeloma',
    symptomatic: true,
    treatmentPhase: 'primary',
    previouslyUntreated: true,
  },
  regimen: { combinationAgents: ['lenalidomide', 'dexamethasone'] },
  dosing,
  bortezomib: {
    clinicallyInappropriate: true,
    inappropriateReason: 'Grade 3 peripheral neuropathy before treatment',
  },
};

const relapsed = { ...metFacts.diagnosis, treatmentPhase: 'relapsed-refractory' };
const priorTherapies = [
  { agents: ['lenalidomide', 'dexamethasone'], adequateDuration: true, endedOn: '2026-03-31' },
];

/** A member of the sample cast; every birthday and number is made up. */
function member(
  memberId: string,
  givenName: string,
  familyName: string,
  birthDate: string,
): Readonly<Record<string, string>> {
  return { memberId, givenName, familyName, birthDate };
}

function request(
  who: Readonly<Record<string, string>>,
  facts: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const usual = { requestType: 'initiation', lineOfBusiness: 'commercial', drug: 'ixazomib' };
  return { ...usual, member: who, prescriber, facts, ...changes };
}

/** A small worklist with every case state. */
export const sampleCases: readonly SampleCase[] = [
  {
    name: 'approved',
    request: request(member('SM1000001', 'Ana', 'Ruiz', '1958-03-09'), metFacts),
  },
  {
    name: 'one fact missing',
    request: request(
      {
        ...member('SM1000002', 'Luis', 'Moreno', '1956-02-29'),
        language: 'es',
        email: 'luis.moreno@example.org',
      },
      { ...metFacts, dosing: { capsuleStrengthMg: 4 } },
    ),
  },
  {
    name: 'criteria not met',
    request: request(member('SM1000003', 'Nora', 'Quinn', '1959-09-30'), {
      ...metFacts,
      dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 },
    }),
  },
  {
    name: 'facts that contradict each other',
    request: request(member('SM1000004', 'Omar', 'Haddad', '1949-12-01'), {
      ...metFacts,
      diagnosis: { ...relapsed, previouslyUntreated: true },
      priorTherapies,
    }),
  },
  {
    name: 'delegated to another reviewer',
    request: request(member('SM1000005', 'Ivy', 'Stone', '1951-07-17'), metFacts, {
      lineOfBusiness: 'medicare-part-d',
    }),
  },
  {
    name: 'withdrawn',
    request: request(member('SM1000006', 'Paul', 'Weber', '1963-05-22'), {
      setting: 'self-administered',
    }),
    withdrawnBecause: 'the prescriber chose another treatment',
  },
  {
    name: 'continuation without a response yet',
    request: request(
      member('SM1000007', 'Mei', 'Tanaka', '1960-11-11'),
      {
        setting: 'self-administered',
        diagnosis: { icd10: 'C90.00', condition: 'multiple-myeloma' },
        regimen: { combinationAgents: ['dexamethasone', 'pomalidomide'] },
        dosing,
        previouslyMetInitiationCriteria: true,
      },
      { requestType: 'continuation', channel: 'fax' },
    ),
  },
  {
    name: 'expedited for Medicare Advantage',
    request: request(
      member('SM1000008', 'Joan', 'Okafor', '1947-01-25'),
      {
        ...metFacts,
        diagnosis: { ...relapsed, previouslyUntreated: false },
        regimen: { combinationAgents: ['dexamethasone', 'venetoclax'] },
        priorTherapies,
      },
      { lineOfBusiness: 'medicare-advantage', urgency: 'expedited', channel: 'phone' },
    ),
  },
];
