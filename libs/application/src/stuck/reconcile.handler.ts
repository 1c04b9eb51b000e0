import type { Blocker } from '@assent/domain';
import { SOFTWARE } from '../life-cycle/step';
import type { OutboxMessage } from '../ports/change';
import type { Ports } from '../ports/ports';
import {
  FOUND_IN_TEMPORAL,
  type CaseBlocker,
  type Comparable,
  type Observations,
  type StuckRepository,
  type Subject,
} from '../ports/stuck-repository';
import {
  appealOverdue,
  callOverdue,
  blockersSeen,
  lateness,
  notDone,
  silence,
  undelivered,
  unmade,
  unmailed,
  unscanned,
  unsent as unsentBlocker,
  untimed,
} from './blockers';
import { lookAtAll, type Lookout, type Sighting } from './sightings';

/** What a check works with. */
export interface ReconcilerPorts extends Ports, Lookout {
  readonly stuck: StuckRepository;
}

/** A check's result. */
export interface Reconciled {
  readonly at: Date;
  readonly blockers: readonly CaseBlocker[];
  /** Whether Temporal answered. */
  readonly reachable: boolean;
  /** Missing workflows that were started again. */
  readonly restarted: number;
  /** Whether something is in progress whose result is unknown. */
  readonly unsettled: boolean;
}

/** Per check; with more open cases, the others have their turn at the next. */
const COMPARED_AT_ONCE = 20_000;

/** How long a started workflow is left before it is started again, in milliseconds. */
const BETWEEN_STARTS = 60_000;

/** How many one commit starts. */
const STARTED_TOGETHER = 1_000;

/**
 * With so many messages on their way, nothing more starts, and no authorization has its turn:
 * people's work waits behind them.
 */
const MAX_MESSAGES = 2_000;

/** How many each check confirms because their workflow seems to have no timer. */
const DOUBTED_AT_ONCE = 20;

/**
 * Compares cases and authorizations with their workflows, finds what holds cases up and stores it.
 * It restarts missing workflows and leaves everything else to people. What Temporal does not tell,
 * because it cannot be reached or a message is on its way, stays as found before.
 * @returns a check of one case, or of all open ones
 * @throws RecordUnavailable
 */
export function reconcile(ports: ReconcilerPorts) {
  return async (caseId: string | null = null): Promise<Reconciled> => {
    const now = await ports.clock.now();
    const seen = await ports.stuck.observe(now, caseId, COMPARED_AT_ONCE);
    const toCompare = hasRoom(seen) ? seen.compared : seen.compared.filter(({ inTurn }) => !inTurn);
    const looked = await lookAtAll(ports, toCompare);
    const { reachable } = looked;
    const sightings = await confirmed(ports, looked.sightings, now);
    const found = startingMissing(
      withHistory(blockersIn(seen, sightings, now, ports), seen.standing),
      seen.messages.length,
      now,
    );
    const places = new Set(found.map(placeOf));
    const standing = differing(found, seen.standing);
    const gone = seen.standing.filter((each) => !places.has(placeOf(each)));
    const check = {
      at: now,
      reachable,
      comparedUpTo: seen.comparedUpTo,
      authorizationsComparedUpTo: turnEnd(seen, sightings),
    };
    await ports.stuck.store({ standing, gone }, caseId === null ? check : null);
    const restarted = await startMissing(ports, seen.compared, found, now);
    if (hasRoom(seen)) await showInWorkflows(ports, seen, found, gone);
    return {
      at: now,
      blockers: found,
      reachable,
      restarted,
      unsettled: !reachable || seen.messages.length > 0 || sightings.some(hasNotBegun),
    };
  };
}

function hasRoom({ messages }: Observations): boolean {
  return messages.length < MAX_MESSAGES;
}

/** The last authorization of the turn before the first one not checked. */
function turnEnd(
  { turn: { after, numbers, isLast }, compared }: Observations,
  sightings: readonly Sighting[],
): string | null {
  const seen = new Set(sightings.map(({ subject }) => subject.authorization));
  const left = new Set(
    compared
      .filter(({ authorization, needed }) => needed && !seen.has(authorization))
      .map(({ authorization }) => authorization),
  );
  const first = numbers.findIndex((number) => left.has(number));
  if (first === -1) return isLast ? null : (numbers.at(-1) ?? null);
  return numbers[first - 1] ?? after;
}

/**
 * A timer that seems missing may be for another step, set after the record was read: it is missing
 * if the record is still the same. So it is with the workflow of a closed case that seems to have
 * ended before its call or appeal: the release before ends it, and then it starts again like a missing one.
 */
async function confirmed(
  { stuck }: ReconcilerPorts,
  sightings: readonly Sighting[],
  now: Date,
): Promise<readonly Sighting[]> {
  const isDoubted = (each: Sighting) => each.lacksTimer || hasEndedEarly(each);
  const doubted = sightings.filter(isDoubted).slice(0, DOUBTED_AT_ONCE);
  const sure = new Set<Subject>();
  for (const { subject } of doubted) {
    const { compared } = await stuck.observe(now, subject.caseId, 1);
    const again = compared.find((each) => nameOf(each) === nameOf(subject));
    if (again?.outlook === subject.outlook) sure.add(subject);
  }
  return sightings.flatMap((each) => {
    if (!isDoubted(each)) return each;
    const isSure = sure.has(each.subject);
    if (each.lacksTimer) return { ...each, lacksTimer: isSure };
    return isSure ? { ...each, sight: MISSING } : [];
  });
}

const MISSING = { state: 'missing' } as const;

function hasEndedEarly({ subject, sight }: Sighting): boolean {
  return subject.isFollowed && sight.state === 'closed' && sight.ending === 'completed';
}

function blockersIn(
  seen: Observations,
  sightings: readonly Sighting[],
  now: Date,
  { settings: { timeZone } }: Pick<Ports, 'settings'>,
): CaseBlocker[] {
  const inTemporal = sightings.flatMap(({ subject, sight, lacksTimer }) =>
    of(subject, [
      ...blockersSeen(sight, subject.authorization, now, timeZone),
      ...(lacksTimer ? [untimed(subject, now, timeZone)] : []),
    ]),
  );
  const letters = [
    ...seen.unsent.flatMap((notice) => of(notice, [unsentBlocker(notice, now)])),
    ...seen.unmade.flatMap((letter) => of(letter, [unmade(letter, now)])),
    ...seen.unmailed.flatMap((letter) =>
      of(
        letter,
        [unmailed(letter, now, timeZone)].filter((each) => each !== null),
      ),
    ),
  ];
  const messages = seen.messages.flatMap((message) =>
    of(
      message,
      [undelivered(message, now)].filter((each) => each !== null),
    ),
  );
  const hindered = inTemporal.map(({ caseId, blocker }) => ({
    caseId,
    authorization: blocker.authorization,
  }));
  const underWay = [...seen.messages, ...sightings.filter(isAtWork).map(({ subject }) => subject)];
  const explained = new Set([...hindered, ...underWay].map(nameOf));
  const notDoneYet = seen.overdue
    .filter((step) => !explained.has(nameOf(step)))
    .flatMap((step) => of(step, [notDone(step, timeZone)]));
  return onceEach([
    // A letter's own words come before those of a retried step.
    ...letters,
    ...inTemporal,
    ...messages,
    ...notDoneYet,
    ...seen.late.flatMap((late) => of(late, lateness(late, now, timeZone))),
    ...seen.lateAppeals.flatMap((late) => of(late, [appealOverdue(late, timeZone)])),
    ...seen.lateCalls.flatMap((late) => of(late, [callOverdue(late, timeZone)])),
    ...seen.unscanned.flatMap((document) => of(document, [unscanned(document, timeZone)])),
    ...seen.unanswered.flatMap((unanswered) => of(unanswered, [silence(unanswered, timeZone)])),
    ...unjudgedStill(seen, sightings),
  ]);
}

/** Earlier Temporal findings that could not be checked now. */
function unjudgedStill(seen: Observations, sightings: readonly Sighting[]): CaseBlocker[] {
  const judged = new Set(judgedOf(seen.compared, sightings).map(nameOf));
  return seen.standing.filter(
    ({ caseId, blocker }) =>
      isFoundInTemporal(blocker) && !judged.has(nameOf({ caseId, ...blocker })),
  );
}

/** Those that were checked, or no longer need a workflow. */
function judgedOf(compared: readonly Comparable[], sightings: readonly Sighting[]): Subject[] {
  return [...compared.filter(({ needed }) => !needed), ...sightings.map(({ subject }) => subject)];
}

/** A repeated finding keeps its start; a missing workflow also its count of restarts. */
function withHistory(
  found: readonly CaseBlocker[],
  standing: readonly CaseBlocker[],
): CaseBlocker[] {
  const earlier = new Map(standing.map((each) => [placeOf(each), each.blocker]));
  return found.map((each) => {
    const before = earlier.get(placeOf(each));
    if (!before || !isFirstSeen(each.blocker)) return each;
    const { since, attempt, nextTryAt } = before;
    const isMissing = each.blocker.cause === 'workflow-missing';
    return {
      ...each,
      blocker: { ...each.blocker, since, ...(isMissing && { attempt, nextTryAt }) },
    };
  });
}

/** What is not yet stored as it was found now. */
function differing(
  found: readonly CaseBlocker[],
  standing: readonly CaseBlocker[],
): readonly CaseBlocker[] {
  const stored = new Map(standing.map((each) => [placeOf(each), each.blocker]));
  return found.filter((each) => {
    const before = stored.get(placeOf(each));
    return before === undefined || !isSame(before, each.blocker);
  });
}

function isSame(one: Blocker, other: Blocker): boolean {
  const columns = Object.keys(one) as (keyof Blocker)[];
  return columns.every((column) => comparableOf(one[column]) === comparableOf(other[column]));
}

function comparableOf(value: Blocker[keyof Blocker]) {
  return value instanceof Date ? value.getTime() : value;
}

/** Whether only the first check that found it knows since when. */
function isFirstSeen(blocker: Blocker): boolean {
  return blocker.cause === 'outbox-failing' || isFoundInTemporal(blocker);
}

/** The record itself reports letters. */
function isFoundInTemporal({ cause, repair }: Blocker): boolean {
  return repair !== 'send-again' && FOUND_IN_TEMPORAL.some((each) => each === cause);
}

/** Counts a restart of each missing workflow to start now: as many as there is room for. */
function startingMissing(
  found: readonly CaseBlocker[],
  messages: number,
  now: Date,
): CaseBlocker[] {
  let room = Math.max(0, MAX_MESSAGES - messages);
  return found.map((each) => {
    const { cause, attempt, nextTryAt } = each.blocker;
    if (cause !== 'workflow-missing' || (nextTryAt && nextTryAt > now) || room === 0) return each;
    room -= 1;
    const started = { attempt: (attempt ?? 0) + 1, nextTryAt: nextStartAfter(now) };
    return { ...each, blocker: { ...each.blocker, ...started } };
  });
}

function nextStartAfter(now: Date): Date {
  return new Date(now.getTime() + BETWEEN_STARTS);
}

/** Starts the workflows that this check found missing; running ones stay as they are. */
async function startMissing(
  { records }: ReconcilerPorts,
  compared: readonly Comparable[],
  found: readonly CaseBlocker[],
  now: Date,
): Promise<number> {
  const due = nextStartAfter(now).getTime();
  const versions = new Map(compared.map(({ caseId, caseVersion }) => [caseId, caseVersion]));
  const followed = new Set(
    compared.filter(({ isFollowed }) => isFollowed).map(({ caseId }) => caseId),
  );
  const missing = found.filter(
    ({ blocker: { cause, nextTryAt } }) =>
      cause === 'workflow-missing' && nextTryAt?.getTime() === due,
  );
  for (const some of portionsOf(missing)) {
    const anew = some.filter(({ blocker: { attempt } }) => attempt === 1);
    await records.commit({
      events: anew.map(({ caseId }) => ({
        caseId,
        at: now,
        type: 'repaired',
        actor: SOFTWARE,
        details: REPAIRED,
      })),
      audit: anew.map(({ caseId }) => ({
        at: now,
        actor: SOFTWARE.subject,
        role: SOFTWARE.role,
        action: 'start-missing-workflow',
        caseId,
        caseVersion: versions.get(caseId) ?? 0,
      })),
      outbox: some.map(({ caseId, blocker: { authorization } }) =>
        begun({ caseId, authorization }, followed.has(caseId)),
      ),
      notices: [],
    });
  }
  return missing.length;
}

/**
 * Wakes workflows whose case became stuck, or is no longer, so that they show it in Temporal, as far
 * as there is room for messages. What their workflow itself or the way to it suffers from, they
 * cannot show.
 */
async function showInWorkflows(
  { records }: ReconcilerPorts,
  { standing, messages }: Observations,
  found: readonly CaseBlocker[],
  gone: readonly CaseBlocker[],
): Promise<void> {
  const before = new Set(standing.map(placeOf));
  const unreachable = new Set([
    ...found.filter(({ blocker }) => isOfTheWorkflow(blocker)).map(({ caseId }) => caseId),
    ...messages.map(({ caseId }) => caseId),
  ]);
  const changed = [...found.filter((each) => !before.has(placeOf(each))), ...gone].filter(
    ({ caseId }) => !unreachable.has(caseId),
  );
  const outbox = [...new Map(changed.map((each) => [each.caseId, shownAnew(each)])).values()];
  const told = outbox.slice(0, MAX_MESSAGES - messages.length);
  for (const some of portionsOf(told)) {
    await records.commit({ events: [], audit: [], outbox: some, notices: [] });
  }
}

/** As many at a time as one commit starts. */
function* portionsOf<Item>(all: readonly Item[]): Generator<readonly Item[]> {
  for (let first = 0; first < all.length; first += STARTED_TOGETHER) {
    yield all.slice(first, first + STARTED_TOGETHER);
  }
}

function isOfTheWorkflow(blocker: Blocker): boolean {
  return isFoundInTemporal(blocker) || blocker.cause === 'outbox-failing';
}

function shownAnew({ caseId, blocker: { authorization } }: CaseBlocker): OutboxMessage {
  return authorization === null
    ? { topic: 'case-changed', subject: caseId }
    : { topic: 'authorization-changed', subject: authorization };
}

const REPAIRED = { action: 'restart-workflow', cause: 'workflow-missing' };

/** The message that starts a missing workflow. */
function begun({ caseId, authorization }: Subject, isFollowed: boolean): OutboxMessage {
  if (authorization !== null) return { topic: 'authorization-issued', subject: authorization };
  return { topic: isFollowed ? 'case-appealed' : 'case-opened', subject: caseId };
}

function hasNotBegun({ sight }: Sighting): boolean {
  return sight.state === 'running' && !sight.hasMoved;
}

function isAtWork(sighting: Sighting): boolean {
  const { sight } = sighting;
  return hasNotBegun(sighting) || (sight.state === 'running' && sight.task !== null);
}

function of({ caseId }: { readonly caseId: string }, found: readonly Blocker[]): CaseBlocker[] {
  return found.map((blocker) => ({ caseId, blocker }));
}

/** Each cause blocks a case once, by its first finding. */
function onceEach(found: readonly CaseBlocker[]): CaseBlocker[] {
  return [...new Map([...found].reverse().map((each) => [placeOf(each), each])).values()].reverse();
}

function placeOf({ caseId, blocker: { cause } }: CaseBlocker): string {
  return `${caseId} ${cause}`;
}

function nameOf({ caseId, authorization }: Subject): string {
  return `${caseId} ${authorization ?? ''}`;
}
