import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import {
  applyClockRule,
  askForOpinion,
  assignCase,
  claimCase,
  expediteCase,
  extendDeadline,
  giveOpinion,
  handBackCase,
  handUpCase,
  releaseCase,
  snoozeCase,
  takeNextCase,
  unsnoozeCase,
  type Case,
  type Expedite,
  type Opinion,
  type OpinionRequest,
} from '../client';
import { countQueuesQueryKey, viewCaseQueryKey } from '../client/@tanstack/react-query.gen';
import { answered } from '../session/answered';
import { commandKey, ifMatch } from '../session/api';
import { useSession } from '../session/session';
import { failureWords, isWorthRepeating } from '../shared/problem';
import { commandFailed, UNKNOWN_YET } from '../ui/states';
import { wallClock } from '../ui/times';
import { showToast, type Toast } from '../ui/toast';
import { text } from './text';

/** The case being worked on, as far as the work needs it. */
export interface WorkedOn {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly assignee: string | null;
}

/**
 * In milliseconds: a press this soon after the case changed hands belongs to the same gesture, and
 * only hit the button that does the opposite.
 */
const SAME_GESTURE_MS = 1_000;

type Call = (key: ReturnType<typeof commandKey>) => Promise<{ data: Case }>;

/**
 * A case's assignee and snooze. Each action reports briefly and offers undo; `assign` and `snooze`
 * return a refusal, in the API's own words, to the dialog that asked. None of them throws.
 * @param onDone receives the case after it
 */
export function useCaseWork(onDone: (after: Case) => void = () => undefined) {
  const queries = useQueryClient();
  const { subject, payer } = useSession();
  const underWay = useRef(new Set<string>());
  const handedAt = useRef(new Map<string, number>());

  /** @returns why it failed, or may have; null if it is done */
  const attempt = async (done: (after: Case) => Toast | null, call: Call): Promise<unknown> => {
    try {
      const { data: after } = await answered(call, commandKey());
      queries.setQueryData(viewCaseQueryKey({ path: { id: after.id } }), after);
      void queries.invalidateQueries({ queryKey: countQueuesQueryKey() });
      onDone(after);
      const toast = done(after);
      if (toast) showToast(toast);
      return null;
    } catch (error) {
      return error;
    }
  };

  /** @returns why it was refused, in words; null if it is done */
  const inWords = async (...deed: Parameters<typeof attempt>): Promise<string | null> => {
    const error = await attempt(...deed);
    if (error === null) return null;
    const failure = failureWords(error);
    return isWorthRepeating(error)
      ? text.done.unknownYet({ unknown: UNKNOWN_YET, failure })
      : failure;
  };

  /** A press on a case while the one before it runs is an accident. */
  const perform = async (
    { id }: Pick<WorkedOn, 'id'>,
    failed: string,
    ...deed: Parameters<typeof attempt>
  ): Promise<void> => {
    if (underWay.current.has(id)) return;
    underWay.current.add(id);
    const error = await attempt(...deed);
    underWay.current.delete(id);
    if (error === null) return;
    const title = commandFailed(error, failed);
    showToast({ tone: 'failure', title, detail: failureWords(error) });
  };

  const handed = ({ id, number, closedAt }: Case, to: string | null, isUndo = false): Toast => {
    // Undo is pressed elsewhere, and never by accident.
    handedAt.current.set(id, isUndo ? -Infinity : performance.now());
    if (closedAt !== null) return { title: text.done.approvedAtOnce({ number }) };
    return { title: givenWords(number, to, subject) };
  };

  const byPress = async ({ id }: WorkedOn, deed: () => Promise<void>): Promise<void> => {
    const since = performance.now() - (handedAt.current.get(id) ?? -Infinity);
    if (since >= SAME_GESTURE_MS) await deed();
  };

  const giving = (
    { id, version, assignee: before }: WorkedOn,
    to: string | null,
    isUndo: boolean,
  ): Parameters<typeof attempt> => [
    (after) => ({
      ...handed(after, to, isUndo),
      ...(!isUndo && after.closedAt === null && { undo: () => void giveTo(after, before, true) }),
    }),
    (key) => {
      const sent = { path: { id }, headers: { ...key, ...ifMatch(version) } };
      return to === null
        ? releaseCase({ ...sent, body: {}, throwOnError: true })
        : assignCase({ ...sent, body: { assignee: to }, throwOnError: true });
    },
  ];

  const giveTo = (each: WorkedOn, to: string | null, isUndo: boolean): Promise<void> =>
    perform(
      each,
      to === null ? text.done.notUnassigned(each) : text.done.notAssigned(each),
      ...giving(each, to, isUndo),
    );

  const wake = (each: WorkedOn): Promise<void> =>
    perform(
      each,
      text.done.snoozeNotEnded(each),
      () => ({ title: text.done.snoozeEnded(each) }),
      (headers) => unsnoozeCase({ path: { id: each.id }, headers, body: {}, throwOnError: true }),
    );

  return {
    /** @returns why it was refused, in words; null if it is done */
    assign: (each: WorkedOn, to: string) => inWords(...giving(each, to, false)),
    release: (each: WorkedOn) => byPress(each, () => giveTo(each, null, false)),
    /** Takes it, if it is still unassigned. */
    claim: (each: WorkedOn) =>
      byPress(each, () =>
        perform(
          each,
          text.done.notClaimed(each),
          (after) => ({
            ...handed(after, subject),
            undo: () => void giveTo(after, null, true),
          }),
          (headers) => claimCase({ path: { id: each.id }, headers, body: {}, throwOnError: true }),
        ),
      ),
    /** @returns why it was refused, in words; null if it is done */
    snooze: (each: WorkedOn, until: string, reason: string) =>
      inWords(
        (after) => ({
          title: text.done.snoozed({
            number: each.number,
            until: wallClock(until, payer.timeZone),
          }),
          undo: () => void wake(after),
        }),
        (headers) =>
          snoozeCase({
            path: { id: each.id },
            headers,
            body: { until, reason },
            throwOnError: true,
          }),
      ),
    wake,
    /** @returns why it was refused, in words; null if it is done */
    handUp: ({ id, number, version }: WorkedOn, reason: string) =>
      inWords(
        () => ({ title: text.done.handedUp({ number }) }),
        (key) =>
          handUpCase({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body: { reason },
            throwOnError: true,
          }),
      ),
    /** @returns why it was refused, in words; null if it is done */
    handBack: ({ id, number, version }: WorkedOn, reason: string) =>
      inWords(
        ({ assignee }) => ({
          title: text.done.handedBack({ number, person: assignee ?? text.unassigned }),
        }),
        (key) =>
          handBackCase({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body: { reason },
            throwOnError: true,
          }),
      ),
    /** @returns why it was refused, in words; null if it is done */
    askForOpinion: ({ id, version }: WorkedOn, body: OpinionRequest) =>
      inWords(
        () => ({ title: text.done.opinionAsked }),
        (key) =>
          askForOpinion({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body,
            throwOnError: true,
          }),
      ),
    /** @returns why it was refused, in words; null if it is done */
    giveOpinion: ({ id, version }: WorkedOn, opinionId: string, body: Opinion) =>
      inWords(
        () => ({ title: text.done.opinionGiven }),
        (key) =>
          giveOpinion({
            path: { id, opinionId },
            headers: { ...key, ...ifMatch(version) },
            body,
            throwOnError: true,
          }),
      ),
    /** Takes the next review. @returns its case, or null if it was refused */
    takeNext: async (): Promise<Case | null> => {
      let taken: Case | null = null;
      const error = await attempt(
        (after) => {
          taken = after;
          return handed(after, subject);
        },
        (key) => takeNextCase({ headers: key, body: {}, throwOnError: true }),
      );
      if (error !== null) {
        const title = commandFailed(error, text.done.nextFailed);
        showToast({ tone: 'failure', title, detail: failureWords(error) });
      }
      return taken;
    },
    /** @returns why it was refused, in words; null if it is done */
    expedite: ({ id, number, version }: WorkedOn, body: Expedite) =>
      inWords(
        () => ({ title: text.done.expedited({ number }) }),
        (key) =>
          expediteCase({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body,
            throwOnError: true,
          }),
      ),
    /** @returns why it was refused, in words; null if it is done */
    extend: ({ id, number, version }: WorkedOn, reason: string) =>
      inWords(
        () => ({ title: text.done.extended({ number }) }),
        (key) =>
          extendDeadline({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body: { reason },
            throwOnError: true,
          }),
      ),
    /** @returns why it was refused, in words; null if it is done */
    applyClockRule: ({ id, number, version }: WorkedOn, reason: string) =>
      inWords(
        () => ({ title: text.done.clockRuleApplied({ number }) }),
        (key) =>
          applyClockRule({
            path: { id },
            headers: { ...key, ...ifMatch(version) },
            body: { reason },
            throwOnError: true,
          }),
      ),
  };
}

export type CaseWork = ReturnType<typeof useCaseWork>;

function givenWords(number: string, to: string | null, self: string): string {
  if (to === null) return text.done.unassigned({ number });
  return to === self
    ? text.done.assignedToYou({ number })
    : text.done.assigned({ number, person: to });
}
