import type { Overview } from '../../client';
import type { Problem } from '../../shared/problem';
import { duration } from '../../ui/times';

export type PartState = 'good' | 'attention' | 'down' | 'unknown';

/** A part of the system as it was last seen. */
export interface Part {
  readonly name: 'API' | 'Database' | 'Temporal' | 'Outbox' | 'Notices' | 'Reconciler';
  readonly state: PartState;
  /** The state in a word or two. */
  readonly word: string;
  /** What that means, in a sentence. */
  readonly sentence: string;
  /** An instant from the server, where it knows one. */
  readonly since?: string;
  /** What to do about it; nothing while all is well. */
  readonly advice?: string;
}

/** Longer than this no check, or no delivery, is more than a pause. */
const LATE = 60_000;

/** Every part, from an answer. */
export function partsOf({ at, health }: Overview): readonly Part[] {
  const now = Date.parse(at);
  return [
    { name: 'API', state: 'good', word: 'Up', sentence: 'It answers.' },
    { name: 'Database', state: 'good', word: 'Up', sentence: 'It answers.' },
    temporal(health.temporal),
    outbox(health.outbox, now),
    notices(health.notices),
    reconciler(health.reconciler, now),
  ];
}

/** Every part, when no answer came or the answer was a refusal. */
export function partsWithout(problem: Problem): readonly Part[] {
  const isDatabase = problem.code === 'unavailable';
  const unseen = { state: 'unknown', word: 'Not known' } as const;
  return [
    apiWithout(problem),
    isDatabase
      ? {
          name: 'Database',
          state: 'down',
          word: 'Down',
          sentence: problem.detail,
          advice:
            'Nothing can be read or changed until Postgres is back. Start it, or ask who runs it; the API finds it again by itself, and nothing has to be entered twice.',
        }
      : { name: 'Database', ...unseen, sentence: 'Nobody could ask.' },
    ...(['Temporal', 'Outbox', 'Notices', 'Reconciler'] as const).map((name) => ({
      name,
      ...unseen,
      sentence: 'Nobody could ask.',
    })),
  ];
}

function apiWithout({ status, code, requestId }: Problem): Part {
  const name = 'API';
  if (status === 0) {
    return {
      name,
      state: 'down',
      word: 'Down',
      sentence: 'It does not answer.',
      advice:
        'See whether this machine has a network. If it has, start the API again; cases and their clocks are kept in the database and lose nothing.',
    };
  }
  if (code === 'unavailable') return { name, state: 'good', word: 'Up', sentence: 'It answers.' };
  const request = requestId === null ? '' : ` of request ${requestId}`;
  return {
    name,
    state: 'attention',
    word: 'Failing',
    sentence: `It answers, but this call failed with status ${status}.`,
    advice: `Look now, once more. If it stays so, read the error${request} in the log of the API and start the API again; nothing is lost.`,
  };
}

function temporal(reach: Overview['health']['temporal']): Part {
  if (reach === 'up')
    return { name: 'Temporal', state: 'good', word: 'Up', sentence: 'It answers.' };
  return {
    name: 'Temporal',
    state: 'down',
    word: 'Down',
    sentence: 'It does not answer.',
    advice:
      'Cases can be opened, answered and decided as usual. Letters, reminders and escalations wait. Start Temporal again: what waits is then done by itself, in order.',
  };
}

function outbox(
  { waiting, failing, oldestSince }: Overview['health']['outbox'],
  now: number,
): Part {
  const name = 'Outbox';
  if (oldestSince === null) {
    return { name, state: 'good', word: 'Empty', sentence: 'Every message has reached Temporal.' };
  }
  const isLate = failing > 0 || now - Date.parse(oldestSince) > LATE;
  const messages = waiting === 1 ? '1 message waits' : `${waiting} messages wait`;
  const sentence =
    failing > 0
      ? `${messages} for Temporal; ${failing} could not be delivered so far.`
      : `${messages} for Temporal.`;
  if (!isLate) return { name, state: 'good', word: 'Moving', sentence, since: oldestSince };
  return {
    name,
    state: 'attention',
    word: 'Held up',
    sentence,
    since: oldestSince,
    advice:
      'See whether Temporal is up and whether a worker runs; the messages then go out by themselves. The stuck cases show the last error word for word.',
  };
}

function notices({ due, undeliverable }: Overview['health']['notices']): Part {
  const name = 'Notices';
  const rest =
    due === 0 ? 'No letter is due.' : due === 1 ? '1 letter is due.' : `${due} letters are due.`;
  if (undeliverable === 0) return { name, state: 'good', word: 'Delivered', sentence: rest };
  const letters = undeliverable === 1 ? '1 letter' : `${undeliverable} letters`;
  return {
    name,
    state: 'attention',
    word: 'Undeliverable',
    sentence: `${letters} could not be delivered. ${rest}`,
    advice:
      'See whether the mail server takes mail, and whether the addresses are right; then send them again from the stuck cases.',
  };
}

function reconciler({ checkedAt, stuck }: Overview['health']['reconciler'], now: number): Part {
  const name = 'Reconciler';
  const found = stuck === 1 ? '1 case is stuck.' : `${stuck} cases are stuck.`;
  const checked = { name, ...(checkedAt !== null && { since: checkedAt }) } as const;
  if (checkedAt === null || now - Date.parse(checkedAt) > LATE) {
    const sentence =
      checkedAt === null
        ? 'It has not checked the cases yet.'
        : `Its last check was ${duration(now - Date.parse(checkedAt))} ago.`;
    return {
      ...checked,
      state: 'attention',
      word: 'Late',
      sentence,
      advice:
        'Stuck cases may not be shown. Check them by hand on the page of stuck cases; if it stays so, start the API again.',
    };
  }
  return { ...checked, state: 'good', word: 'Checking', sentence: found };
}
