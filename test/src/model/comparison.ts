import {
  currentOf,
  firstDayOf,
  isOpen,
  lastDayOf,
  LETTERS,
  ROLES,
  type Act,
  type ModelAppeal,
  type State,
} from './model';
import type { Recorded } from './record';

const DAY = 86_400_000;
const QUESTIONS = ['information-request', 'information-reminder'];

/** In which the record is not as the model says, in sentences. */
export function differences(
  found: Recorded,
  state: State,
  caseIds: readonly string[],
): readonly string[] {
  return [
    ...ofState(found, state),
    ...ofDecision(found, state),
    ...ofAppeals(found, state),
    ...ofCoverage(found, state, caseIds),
    ...ofLetters(found, state),
  ];
}

function ofState(found: Recorded, state: State): readonly string[] {
  const one = currentOf(state);
  const expected = {
    status: one.status,
    version: one.version,
    // A closed case keeps it, as a fact of its past.
    isEscalated: isOpen(one) ? one.isEscalated : found.isEscalated,
    handedUpBy: one.handedUpBy,
  };
  const steps = Array.from({ length: one.version }, (_, place) => place + 1);
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      differs(name, found[name as keyof typeof expected], value),
    ),
    ...differs('the versions that the audit lists', distinct(found.audited), steps),
    ...differs('the keys of acknowledged commands', found.keys, one.keys),
    ...(isOpen(one) || !found.hasNextStep ? [] : ['a closed case waits for a next step']),
    ...differs('the endings on the timeline', found.endings, isOpen(one) ? 0 : 1),
  ];
}

function ofDecision(found: Recorded, state: State): readonly string[] {
  const one = currentOf(state);
  const by = one.decidedBy;
  return [
    ...differs('who decided', found.decidedBy, by),
    ...differs('the role that decided', found.decidedRole, by && ROLES[by]),
    ...differs('whether it is approved with changes', found.isModified, one.isModified),
    ...differs(
      'the keys of the denial',
      [found.hasLicense, found.hasLetterDigest],
      one.status === 'denied' ? [true, true] : [false, false],
    ),
  ];
}

function ofAppeals({ appeals }: Recorded, state: State): readonly string[] {
  const told = ({ status, version }: Pick<ModelAppeal, 'version'> & { readonly status: string }) =>
    `${status === 'open' || status === 'in-review' ? 'awaits-decision' : status} ${version}`;
  return differs('the appeals', appeals.map(told), currentOf(state).appeals.map(told));
}

/** What a case covers runs from its first day to its last, and no day is covered twice. */
function ofCoverage(
  { covered }: Recorded,
  state: State,
  caseIds: readonly string[],
): readonly string[] {
  const faults = covered.slice(1).flatMap(({ start }, place) => {
    const before = covered[place]!;
    return start > before.end ? [] : [`${start} is covered twice`];
  });
  const gaps = state.cases.flatMap((one, place) => {
    const own = covered.filter(({ caseId }) => caseId === caseIds[place]);
    const decided = own.filter(({ isOnAppeal }) => !isOnAppeal);
    const days = own.reduce(
      (sum, { start, end }) => sum + (Date.parse(end) - Date.parse(start)) / DAY + 1,
      0,
    );
    const [first, last] = [firstDayOf(state, place), lastDayOf(state, place)];
    const expected = one.coveredMonths === 0 ? 0 : (Date.parse(last) - Date.parse(first)) / DAY + 1;
    return [
      ...differs(`the days that case ${place + 1} covers`, days, expected),
      ...(own.length > 0
        ? [
            ...differs(`the first day of case ${place + 1}`, own[0]!.start, first),
            ...differs(`the last day of case ${place + 1}`, own.at(-1)!.end, last),
          ]
        : []),
      ...(decided.length > 1 ? [`case ${place + 1} has ${decided.length} authorizations`] : []),
    ];
  });
  return [...faults, ...gaps];
}

/** Each decision owes its letter, once; a case that moves on asks nothing. */
function ofLetters({ letters }: Recorded, state: State): readonly string[] {
  const one = currentOf(state);
  const asks = letters.some(({ kind, isSent }) => QUESTIONS.includes(kind) && !isSent);
  const asked = letters.some(({ kind }) => kind === 'information-request');
  return [
    ...LETTERS.flatMap((wanted) =>
      differs(
        `the letters of ${wanted}`,
        letters.filter(({ kind }) => kind === wanted).length,
        one.letters[wanted],
      ),
    ),
    ...(asks && one.status !== 'pending-information' ? ['a case that moved on asks'] : []),
    ...(!asked && one.status === 'pending-information' ? ['a case that waits never asked'] : []),
    ...letters.filter(({ isGivenUp }) => isGivenUp).map(({ kind }) => `${kind} is given up`),
  ];
}

/** What the mail server has to have taken, once. */
export function mailFaults(
  { letters }: Recorded,
  taken: readonly string[],
  act: Act,
): readonly string[] {
  const late = letters.filter(({ isDue, isSent }) => isDue && !isSent);
  const isTaken = act.do === 'mail' && act.server === 'takes';
  const unknown = letters.filter(({ id, isSent }) => isSent !== taken.includes(id));
  return [
    ...(isTaken ? late.map(({ kind }) => `${kind} is due and did not go out`) : []),
    ...unknown.map(({ kind }) => `${kind} is sent in the record or at the mail server only`),
    ...(new Set(taken).size === taken.length ? [] : ['a letter went out twice']),
  ];
}

function distinct(versions: readonly number[]): readonly number[] {
  return [...new Set(versions)];
}

function differs(what: string, found: unknown, expected: unknown): readonly string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? [] : [`${what}: ${is} in the record, ${should} in the model`];
}
