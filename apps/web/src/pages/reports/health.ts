import type { Overview } from '../../client';
import type { Problem } from '../../shared/problem';
import { duration } from '../../ui/times';
import { text } from './text';

export type PartState = 'good' | 'attention' | 'down' | 'unknown';

/** A part of the system as last seen. */
export interface Part {
  readonly name: 'API' | 'Database' | 'Temporal' | 'Outbox' | 'Notices' | 'Reconciler';
  readonly state: PartState;
  /** The state in a word or two. */
  readonly word: string;
  /** Its meaning, in a sentence. */
  readonly sentence: string;
  /** An instant from the server, if it knows one. */
  readonly since?: string;
  /** What to do about it; absent while all is well. */
  readonly advice?: string;
}

const { health } = text;
const { words } = health;

const UP = { state: 'good', word: words.up, sentence: health.answers } as const;

/** A check or delivery this late is more than a pause. */
const LATE = 60_000;

/** Every part, from an answer. */
export function partsOf({ at, health }: Overview): readonly Part[] {
  const now = Date.parse(at);
  return [
    { name: 'API', ...UP },
    { name: 'Database', ...UP },
    temporal(health.temporal),
    outbox(health.outbox, now),
    notices(health.notices),
    reconciler(health.reconciler, now),
  ];
}

/** Every part, if no answer came or the answer was a refusal. */
export function partsWithout(problem: Problem): readonly Part[] {
  const isDatabase = problem.code === 'unavailable';
  const unseen = { state: 'unknown', word: words.unknown } as const;
  return [
    apiWithout(problem),
    isDatabase
      ? {
          name: 'Database',
          state: 'down',
          word: words.down,
          sentence: problem.detail,
          advice: health.database.advice,
        }
      : { name: 'Database', ...unseen, sentence: health.notAsked },
    ...(['Temporal', 'Outbox', 'Notices', 'Reconciler'] as const).map((name) => ({
      name,
      ...unseen,
      sentence: health.notAsked,
    })),
  ];
}

function apiWithout({ status, code, requestId }: Problem): Part {
  const name = 'API';
  if (status === 0) {
    return {
      name,
      state: 'down',
      word: words.down,
      sentence: health.silent,
      advice: health.api.downAdvice,
    };
  }
  if (code === 'unavailable') return { name, ...UP };
  return {
    name,
    state: 'attention',
    word: words.failing,
    sentence: health.api.failing({ status }),
    advice: health.api.failingAdvice({ requestId }),
  };
}

function temporal(reach: Overview['health']['temporal']): Part {
  if (reach === 'up') return { name: 'Temporal', ...UP };
  return {
    name: 'Temporal',
    state: 'down',
    word: words.down,
    sentence: health.silent,
    advice: health.temporal.advice,
  };
}

function outbox(
  { waiting, failing, oldestSince }: Overview['health']['outbox'],
  now: number,
): Part {
  const name = 'Outbox';
  if (oldestSince === null) {
    return { name, state: 'good', word: words.empty, sentence: health.outbox.empty };
  }
  const isLate = failing > 0 || now - Date.parse(oldestSince) > LATE;
  const sentence =
    failing > 0
      ? health.outbox.failing({ count: waiting, failing })
      : health.outbox.waiting({ count: waiting });
  if (!isLate) return { name, state: 'good', word: words.moving, sentence, since: oldestSince };
  return {
    name,
    state: 'attention',
    word: words.delayed,
    sentence,
    since: oldestSince,
    advice: health.outbox.advice,
  };
}

function notices({ due, undeliverable }: Overview['health']['notices']): Part {
  const name = 'Notices';
  const rest = health.notices.due({ count: due });
  if (undeliverable === 0) return { name, state: 'good', word: words.delivered, sentence: rest };
  return {
    name,
    state: 'attention',
    word: words.undeliverable,
    sentence: health.notices.undeliverable({ count: undeliverable, due: rest }),
    advice: health.notices.advice,
  };
}

function reconciler({ checkedAt, stuck }: Overview['health']['reconciler'], now: number): Part {
  const name = 'Reconciler';
  const found = health.reconciler.found({ count: stuck });
  const checked = { name, ...(checkedAt !== null && { since: checkedAt }) } as const;
  if (checkedAt === null || now - Date.parse(checkedAt) > LATE) {
    const sentence =
      checkedAt === null
        ? health.reconciler.never
        : health.reconciler.lastCheck({ ago: duration(now - Date.parse(checkedAt)) });
    return {
      ...checked,
      state: 'attention',
      word: words.late,
      sentence,
      advice: health.reconciler.advice,
    };
  }
  return { ...checked, state: 'good', word: words.checking, sentence: found };
}
