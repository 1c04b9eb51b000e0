import { completes, type ClauseNode } from '@assent/criteria';
import {
  guidelineDescription,
  neededChanges,
  readingFor,
  type NeededChange,
} from '@assent/guidelines';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import type { CaseRecord } from '../ports/case-record';
import { list, said, statedValue, type Said, type SaidList } from './statements';

/** A letter names no more than these. */
const MAX_WAYS = 3;

/**
 * What a denied request could be approved with. `send`: information that is missing, each way in a
 * few words; it asks for no other answer than the office gave. `meet`: where every way contradicts
 * what the office said, the criteria that the closest one would meet, which tell of the patient and
 * are no invitation to say something else.
 */
export interface Approvable {
  readonly by: 'send' | 'meet';
  readonly ways: readonly Said[];
  /** Whether it takes missing information, too, for `meet`. */
  readonly isPartUnknown: boolean;
}

/**
 * Null if nothing that we know of would approve it.
 * @throws GuidelineMissing
 */
export function approvableWith(record: CaseRecord): Approvable | null {
  const sets = setsFor(record);
  const completing = sets.filter((changes) => changes.every(({ from, to }) => completes(from, to)));
  const labels = labelsOf(record);
  const sent = completing.map((changes) =>
    said(
      AND.format(changes.map(({ fact }) => labels.get(fact) ?? fact)),
      ...changes.map(({ fact, from }) => ({ fact, value: statedValue(from) })),
    ),
  );
  const isFirst = ({ text }: Said, position: number) =>
    sent.findIndex((way) => way.text === text) === position;
  const ways = sent.filter(isFirst).slice(0, MAX_WAYS);
  if (ways.length > 0) return { by: 'send', ways, isPartUnknown: false };
  const [closest = []] = sets;
  const contradicted = closest.filter(({ from, to }) => !completes(from, to));
  const criteria = criteriaOf(contradicted, record);
  if (criteria.length === 0) return null;
  return { by: 'meet', ways: criteria, isPartUnknown: contradicted.length < closest.length };
}

/** What a letter to the provider office says of it; none if nothing that we know of would approve it. */
export function approvableWords(record: CaseRecord): readonly SaidList[] {
  const approvable = approvableWith(record);
  if (!approvable) return [];
  const { by, isPartUnknown, ways } = approvable;
  const more = isPartUnknown ? ', with information that we do not have' : '';
  const [these, those] =
    ways.length === 1
      ? ['this information', 'this requirement']
      : ['the information on any one of these lines', 'these requirements'];
  return [
    list(
      by === 'send'
        ? `The request could be approved with ${these}, if it shows that the requirements are met:`
        : `The request could be approved if it met ${those}${more} (we are not asking you to change what you told us about the patient):`,
      ways,
    ),
  ];
}

/**
 * The sets of changes that would meet the criteria. Of a renewal they leave out what the plan's own
 * authorizations meet, which the facts of the case don't have.
 */
function setsFor(record: CaseRecord): readonly (readonly NeededChange[])[] {
  const { guideline: of, requestType, lineOfBusiness, facts, asOf } = record;
  if (of === null) return [];
  const guideline = readingFor(of.id, of.version, of.digest);
  const met = metIn(determinationOf(record).clauses);
  return neededChanges(guideline, { requestType, lineOfBusiness, facts }, asOf)
    .map((changes) => changes.filter(({ clauses }) => !clauses.every((id) => met.has(id))))
    .filter((changes) => changes.length > 0);
}

/** The clauses that are met, with all those under them. */
function metIn(root: ClauseNode | null): ReadonlySet<string> {
  const met = clausesUnder(root).filter(({ verdict }) => verdict === 'met');
  return new Set(met.flatMap((clause) => clausesUnder(clause)).map(({ id }) => id));
}

/** The criteria that are not met and that a set of changes would meet, in the guideline's words. */
function criteriaOf(changes: readonly NeededChange[], record: CaseRecord): readonly Said[] {
  const known = clausesUnder(determinationOf(record).clauses);
  const ids = new Set(changes.flatMap(({ clauses }) => clauses));
  return known
    .filter(
      ({ children, id, verdict }) => ids.has(id) && verdict === 'not-met' && children.length === 0,
    )
    .map(({ id, title, verdict }) => said(title, { criterion: id, verdict }));
}

function labelsOf({ guideline }: CaseRecord): ReadonlyMap<string, string> {
  const described = guideline && guidelineDescription(guideline.id, guideline.version);
  return new Map(described?.facts.map(({ path, label }) => [path, label]));
}

const AND = new Intl.ListFormat('en-US', { type: 'conjunction' });
