/**
 * The criteria as one would write them straight into TypeScript, for complete facts: the
 * outcome and the holds, no trace, no unknown, no data. The measure of what the engine costs.
 */
export interface BareFacts {
  readonly setting: string;
  readonly diagnosis: {
    readonly icd10: string;
    readonly condition: string;
    readonly symptomatic: boolean;
    readonly treatmentPhase: string;
    readonly previouslyUntreated: boolean;
  };
  readonly regimen: { readonly combinationAgents: readonly string[] };
  readonly dosing: { readonly capsuleStrengthMg: number; readonly capsulesPer28Days: number };
  readonly transplantCandidate: boolean;
  readonly bortezomib: {
    readonly clinicallyInappropriate: boolean;
    readonly inappropriateReason: string;
  };
  readonly currentProteasomeInhibitor: {
    readonly agent: string;
    readonly intolerableAdverseEffects: readonly string[];
    readonly mayBenefitFromSwitch: boolean;
  };
  readonly priorTherapies: readonly BareTherapy[];
  readonly cytogenetics: { readonly t1114: boolean };
  readonly otherIndication: {
    readonly fdaLabeled: boolean;
    readonly labelRequirementsMet: boolean;
    readonly nccnCategory: string;
    readonly nccnUsageSupported: boolean;
  };
}

interface BareTherapy {
  readonly agents: readonly string[];
  readonly adequateDuration: boolean;
  readonly endedOn: string | null;
  readonly progressedOn: string | null;
}

const BRANDS: ReadonlyMap<string, string> = new Map([
  ['revlimid', 'lenalidomide'],
  ['pomalyst', 'pomalidomide'],
  ['velcade', 'bortezomib'],
  ['kyprolis', 'carfilzomib'],
  ['darzalex', 'daratumumab'],
  ['darzalex faspro', 'daratumumab'],
  ['venclexta', 'venetoclax'],
  ['thalomid', 'thalidomide'],
  ['rituxan', 'rituximab'],
  ['rituxan hycela', 'rituximab'],
  ['truxima', 'rituximab'],
  ['ruxience', 'rituximab'],
  ['riabni', 'rituximab'],
  ['decadron', 'dexamethasone'],
  ['hemady', 'dexamethasone'],
  ['cytoxan', 'cyclophosphamide'],
  ['ninlaro', 'ixazomib'],
]);

function generic(name: string): string {
  const tidy = name.trim().replace(/\s+/g, ' ').toLowerCase();
  if (/^rituximab[- ]./.test(tidy)) return 'rituximab';
  if (/^daratumumab[- ]./.test(tidy)) return 'daratumumab';
  return BRANDS.get(tidy) ?? tidy;
}

const CONDITIONS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    { codes: 'C8800', conditions: ['waldenstrom-lymphoplasmacytic'] },
    { codes: 'C9000 C9001 C9002', conditions: ['multiple-myeloma'] },
    {
      codes: 'C9010 C9011 C9012 C9020 C9021 C9022 C9030 C9031 C9032',
      conditions: ['other'],
    },
    { codes: 'E8581', conditions: ['systemic-light-chain-amyloidosis'] },
    {
      codes: 'E853 E854 E8589 E859',
      conditions: ['systemic-light-chain-amyloidosis', 'other'],
    },
  ].flatMap(({ codes, conditions }) => codes.split(' ').map((code) => [code, conditions])),
);

const NON_ANSWERS = new Set([
  'n a',
  'na',
  'none',
  'unknown',
  'tbd',
  'see chart',
  'see notes',
  'see attached',
  'side effects',
  'adverse effects',
  'intolerance',
  'not appropriate',
  'inappropriate',
  'clinically inappropriate',
  'per md',
  'patient preference',
  'patient preference unspecified',
  'unspecified',
  'other',
]);

function isSpecific(text: string): boolean {
  const words = text
    .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return !NON_ANSWERS.has(words) && (words.match(/\p{L}/gu)?.length ?? 0) >= 4;
}

function isRegimen(agents: ReadonlySet<string>, ...named: readonly string[]): boolean {
  return agents.size === named.length && named.every((agent) => agents.has(agent));
}

const DAY = 86_400_000;
const IMMUNOMODULATORY = new Set(['thalidomide', 'lenalidomide', 'pomalidomide']);
const PROTEASOME_INHIBITORS = new Set(['bortezomib', 'carfilzomib', 'ixazomib']);

function pomalidomideMayFollow(therapies: readonly BareTherapy[]): boolean {
  const adequate = therapies.filter(({ adequateDuration }) => adequateDuration);
  const agents = new Set(adequate.flatMap((therapy) => therapy.agents.map(generic)));
  const last = therapies[therapies.length - 1];
  const progressed =
    last !== undefined &&
    last.progressedOn !== null &&
    (last.endedOn === null || Date.parse(last.progressedOn) - Date.parse(last.endedOn) <= 60 * DAY);
  return (
    adequate.length >= 2 &&
    [...agents].some((agent) => IMMUNOMODULATORY.has(agent)) &&
    [...agents].some((agent) => PROTEASOME_INHIBITORS.has(agent)) &&
    progressed
  );
}

function hasIndication(facts: BareFacts, agents: ReadonlySet<string>): boolean {
  const { diagnosis, transplantCandidate, currentProteasomeInhibitor: current } = facts;
  const { bortezomib, otherIndication, priorTherapies } = facts;
  const lenalidomide = isRegimen(agents, 'lenalidomide', 'dexamethasone');
  const cyclophosphamide = isRegimen(agents, 'cyclophosphamide', 'dexamethasone');
  const daratumumab = isRegimen(agents, 'daratumumab', 'lenalidomide', 'dexamethasone');
  switch (diagnosis.condition) {
    case 'multiple-myeloma': {
      const first = lenalidomide || cyclophosphamide || (daratumumab && transplantCandidate);
      const symptomatic = diagnosis.treatmentPhase === 'primary' && diagnosis.symptomatic;
      const agent = generic(current.agent);
      return (
        (symptomatic &&
          first &&
          diagnosis.previouslyUntreated &&
          bortezomib.clinicallyInappropriate &&
          isSpecific(bortezomib.inappropriateReason)) ||
        (symptomatic &&
          first &&
          (agent === 'bortezomib' || agent === 'carfilzomib') &&
          current.intolerableAdverseEffects.some(isSpecific) &&
          current.mayBenefitFromSwitch) ||
        (diagnosis.treatmentPhase === 'relapsed-refractory' &&
          priorTherapies.some(({ adequateDuration }) => adequateDuration) &&
          (cyclophosphamide ||
            lenalidomide ||
            (isRegimen(agents, 'pomalidomide', 'dexamethasone') &&
              pomalidomideMayFollow(priorTherapies)) ||
            (isRegimen(agents, 'venetoclax', 'dexamethasone') && facts.cytogenetics.t1114)))
      );
    }
    case 'systemic-light-chain-amyloidosis':
      return (
        diagnosis.treatmentPhase === 'relapsed-refractory' &&
        (isRegimen(agents, 'dexamethasone') || lenalidomide || cyclophosphamide)
      );
    case 'waldenstrom-lymphoplasmacytic':
      return isRegimen(agents, 'rituximab', 'dexamethasone');
    default:
      return (
        (otherIndication.fdaLabeled && otherIndication.labelRequirementsMet) ||
        (/^(1|2A)$/.test(otherIndication.nccnCategory) && otherIndication.nccnUsageSupported)
      );
  }
}

function isHeld({ diagnosis, priorTherapies, currentProteasomeInhibitor, dosing }: BareFacts) {
  const { previouslyUntreated, treatmentPhase, symptomatic } = diagnosis;
  const onInhibitor = currentProteasomeInhibitor.agent.trim().toLowerCase() !== 'none';
  return (
    (previouslyUntreated && (priorTherapies.length > 0 || onInhibitor)) ||
    (!previouslyUntreated &&
      treatmentPhase === 'primary' &&
      priorTherapies.length === 0 &&
      !onInhibitor) ||
    (treatmentPhase === 'relapsed-refractory' && (previouslyUntreated || !symptomatic)) ||
    ![2.3, 3, 4].includes(dosing.capsuleStrengthMg)
  );
}

/** Whether the criteria to start ixazomib are met, and whether a contradiction holds that back. */
export function bareInitiation(facts: BareFacts): {
  readonly met: boolean;
  readonly held: boolean;
} {
  const { regimen, dosing, diagnosis, setting } = facts;
  const agents = new Set(regimen.combinationAgents.map(generic));
  agents.delete('ixazomib');
  const code = diagnosis.icd10.replace(/[\s.]/g, '').toUpperCase();
  const met =
    setting === 'self-administered' &&
    CONDITIONS.get(code)?.includes(diagnosis.condition) === true &&
    hasIndication(facts, agents) &&
    !agents.has('bortezomib') &&
    !agents.has('carfilzomib') &&
    dosing.capsuleStrengthMg <= 4 &&
    dosing.capsulesPer28Days <= 3;
  return { met, held: isHeld(facts) };
}
