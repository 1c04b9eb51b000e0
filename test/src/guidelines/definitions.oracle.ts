/**
 * The definitions as aids, written from the text and apart from the engine: numbers are whole numbers
 * of a common small unit, a verdict is the set of answers that are still possible, and an advisory is
 * a list of ids.
 */

/** The facts by their paths; an absent one is unknown. */
export type Findings = Readonly<Record<string, number | boolean | string | undefined>>;

/** Which answers are still possible. */
type Answers = ReadonlySet<boolean>;

const EITHER: Answers = new Set([true, false]);

/** Every number in trillionths: the tested findings have no more decimals than that. */
const UNIT = 12;

function whole(number: number): bigint {
  const [digits = '0', exponent = '0'] = number.toExponential().split('e');
  const [before = '0', after = ''] = digits.split('.');
  const zeros = UNIT + Number(exponent) - after.length;
  if (zeros < 0) throw new Error('the number has more decimals than the unit');
  return BigInt(before + after + '0'.repeat(zeros));
}

function numbers(findings: Findings, ...paths: string[]): bigint[] | null {
  const found = paths.map((path) => findings[path]);
  return found.every((each) => typeof each === 'number') ? found.map(whole) : null;
}

function answer(read: bigint[] | null, holds: (...read: bigint[]) => boolean | null): Answers {
  const so = read && holds(...read);
  return so === null ? EITHER : new Set([so]);
}

function flag(findings: Findings, path: string, wanted: boolean): Answers {
  const given = findings[path];
  return typeof given === 'boolean' ? new Set([given === wanted]) : EITHER;
}

/** What all of some answers can come to: every way to choose among them is tried. */
function every(...parts: Answers[]): Answers {
  return choices(parts, (chosen) => chosen.every(Boolean));
}

function some(...parts: Answers[]): Answers {
  return choices(parts, (chosen) => chosen.some(Boolean));
}

function choices(parts: readonly Answers[], comesTo: (chosen: boolean[]) => boolean): Answers {
  const lists = parts.reduce<boolean[][]>(
    (before, part) => before.flatMap((list) => [...part].map((each) => [...list, each])),
    [[]],
  );
  return new Set(lists.map(comesTo));
}

const isSo = (answers: Answers): boolean => !answers.has(false);
const isNotSo = (answers: Answers): boolean => !answers.has(true);

/** kappa / lambda outside `low` to `high`, which are in hundredths. */
function outside(findings: Findings, low: bigint, high: bigint): Answers {
  return answer(
    numbers(findings, 'freeLightChains.kappa', 'freeLightChains.lambda'),
    (kappa = 0n, lambda = 0n) => {
      if (lambda === 0n) return kappa === 0n ? null : true;
      return kappa * 100n < low * lambda || kappa * 100n > high * lambda;
    },
  );
}

function abnormalRatio(findings: Findings): Answers {
  const usual = outside(findings, 26n, 165n);
  const impaired = outside(findings, 37n, 310n);
  switch (findings['labs.renalImpairment']) {
    case true:
      return impaired;
    case false:
      return usual;
    default:
      return new Set([...usual, ...impaired]);
  }
}

function risen(findings: Findings, kind: string, least: number): Answers {
  const read = numbers(findings, `mProtein.${kind}.nadir`, `mProtein.${kind}.current`);
  return every(
    answer(read, (nadir = 0n, current = 0n) => current * 4n >= nadir * 5n),
    answer(read, (nadir = 0n, current = 0n) => current - nadir >= whole(least)),
  );
}

function chainsRisen(findings: Findings): Answers {
  const paths = ['freeLightChains.kappa', 'freeLightChains.lambda'];
  const apart = (kappa = 0n, lambda = 0n) => (kappa > lambda ? kappa - lambda : lambda - kappa);
  return every(
    answer(
      numbers(findings, ...paths, 'freeLightChains.differenceAtNadir'),
      (kappa, lambda, nadir = 0n) => apart(kappa, lambda) * 4n >= nadir * 5n,
    ),
    answer(numbers(findings, ...paths), (kappa, lambda) => apart(kappa, lambda) > whole(100)),
    abnormalRatio(findings),
  );
}

function reduced(
  findings: Findings,
  kind: string,
  holds: (part: bigint, hundredth: bigint) => boolean,
): Answers {
  return answer(
    numbers(findings, `mProtein.${kind}.baseline`, `mProtein.${kind}.current`),
    (baseline = 0n, current = 0n) =>
      baseline === 0n ? null : holds((baseline - current) * 100n, baseline),
  );
}

function plasmacytomas(findings: Findings, holds: (percent: bigint) => boolean): Answers {
  return answer(numbers(findings, 'plasmacytomas.reductionPercent'), (percent = 0n) =>
    holds(percent),
  );
}

/** The ids of the advisories of section 6a, in their order. */
export function advisoriesOf(findings: Findings): string[] {
  const progression = some(
    risen(findings, 'serum', 0.5),
    risen(findings, 'urine', 200),
    chainsRisen(findings),
  );
  const present = 'plasmacytomas.presentAtBaseline';
  const response = every(
    reduced(findings, 'serum', (part, hundredth) => part >= 25n * hundredth),
    reduced(findings, 'urine', (part, hundredth) => part >= 50n * hundredth),
    some(
      flag(findings, present, false),
      every(
        flag(findings, present, true),
        plasmacytomas(findings, (percent) => percent >= whole(25)),
      ),
    ),
    flag(findings, 'lyticLesions.increased', false),
  );
  const smoldering = every(
    some(
      answer(numbers(findings, 'mProtein.serum.current'), (serum = 0n) => serum >= whole(3)),
      answer(
        numbers(findings, 'marrow.clonalPlasmaCellsPercent'),
        (percent = 0n) => percent >= whole(10),
      ),
    ),
    flag(findings, 'organDamage', false),
  );
  const condition = findings['diagnosis.condition'];
  const serum = findings['mProtein.serum.current'];
  const achieved = findings['beneficialResponse.achieved'];
  const raised: readonly (readonly [string, boolean])[] = [
    ['A.progression', isSo(progression)],
    ['A.response', isSo(response) && !isSo(progression)],
    ['A.response-contradicted', achieved === true && isSo(progression)],
    ['A.no-response-contradicted', achieved === false && isSo(response) && isNotSo(progression)],
    ['A.smoldering', findings['diagnosis.symptomatic'] === true && isSo(smoldering)],
    ['A.light-chains', isSo(abnormalRatio(findings))],
    [
      'A.m-protein',
      condition !== undefined &&
        condition !== 'multiple-myeloma' &&
        typeof serum === 'number' &&
        serum > 3,
    ],
  ];
  return raised.flatMap(([id, is]) => (is ? [id] : []));
}

/** Whether the response is minimal and no better; asked only if there is a response. */
export function isMinimal(findings: Findings): boolean {
  return isSo(
    every(
      reduced(findings, 'serum', (part, hundredth) => part < 50n * hundredth),
      reduced(findings, 'urine', (part, hundredth) => part < 90n * hundredth),
      some(
        flag(findings, 'plasmacytomas.presentAtBaseline', false),
        plasmacytomas(findings, (percent) => percent < whole(50)),
      ),
    ),
  );
}
