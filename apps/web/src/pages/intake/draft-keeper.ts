import type { Members } from '@assent/vocabulary';
import { createAtom, type Readable } from '@tanstack/react-store';
import { saveDraft, viewDraft, type Draft } from '../../client';
import { ifMatch } from '../../session/api';
import { reachability } from '../../session/reachability';
import { currentToken } from '../../session/token';
import { failureWords, Problem } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { linkToDraft } from './link-to-draft';
import { text } from './text';

/** When an unanswered save may never get an answer, in milliseconds. */
const SLOW = 3_000;
/** A timer may end a little early. */
const MARGIN = 50;
/** How long a left draft is retried, and how often, in milliseconds. */
const TRIED_FOR = 60_000;
const BETWEEN_TRIES = 5_000;
/** A closing page sends no more than this (Fetch, 4.6), in characters. */
const SENT_IN_GOING = 20_000;

/** The server's state of a draft, as this page knows it. */
export interface Keeping {
  /** Before the first save, the initial values. */
  readonly saved: Members;
  /** Null if never saved. */
  readonly savedAt: string | null;
  readonly isSaving: boolean;
  /** Why the last save failed; null once one succeeds. */
  readonly failure: Problem | null;
  /** Another version was saved, most likely in another window. */
  readonly fork: DraftFork | null;
}

/** Another version of the draft, and their common base. */
export interface DraftFork {
  readonly base: Members;
  readonly theirs: Draft;
}

/** Saves one draft, even after its form is gone. */
export interface DraftKeeper {
  readonly keeping: Readable<Keeping>;
  id(): string;
  newest(): Members;
  /** Takes over the values on the page. */
  hold(request: Members): void;
  save(isGoing?: boolean): void;
  /** Continues from another version, once the winning values are chosen. */
  goOnFrom(other: Draft): void;
  /** Saves what is unsaved; resolves when done, or when it takes long. */
  settle(): Promise<void>;
  /** Whether leaving now may lose the last input. */
  isAtRisk(): boolean;
  /** The form is shown. @param onMoved receives the id of a new copy */
  enter(onMoved: (id: string) => void): void;
  /** The form is gone: retries unsaved input for a while, and reports a failure. */
  leave(): void;
  /** Saves nothing more; resolves when no save is in progress, or one takes long. */
  stop(): Promise<void>;
}

/** Drafts left before they were saved. */
const left = new Set<DraftKeeper>();

addEventListener('beforeunload', (event) => {
  if (left.size > 0) event.preventDefault();
});

/** The draft with its input, if it was left before that was saved. */
export function leftDraft(id: string): DraftKeeper | null {
  return [...left].find((keeper) => keeper.id() === id) ?? null;
}

/**
 * Keeps a draft on the server. If it was removed elsewhere, it is saved again.
 * @param draft what was saved before; null for a new one
 */
export function draftKeeper(firstId: string, first: Members, draft: Draft | null): DraftKeeper {
  const keeping = createAtom<Keeping>({
    saved: first,
    savedAt: draft?.savedAt ?? null,
    isSaving: false,
    failure: null,
    fork: null,
  });
  let id = firstId;
  let toldId = firstId;
  let version = draft?.version ?? null;
  let newest = first;
  let underWay: Promise<void> | null = null;
  let savingSince = 0;
  let isOver = false;
  let moved: (id: string) => void = () => undefined;
  let triedUntil: number | null = null;
  let nextTry: ReturnType<typeof setTimeout> | undefined;

  const change = (changed: Partial<Keeping>) => keeping.set({ ...keeping.get(), ...changed });
  const isUnsaved = () => !isOver && newest !== keeping.get().saved;

  const sendAll = async (isGoing: boolean) => {
    while (isUnsaved()) {
      const sending = newest;
      savingSince = Date.now();
      change({ isSaving: true });
      try {
        const { data } = await saveDraft({
          path: { draftId: id },
          body: { request: { ...sending } },
          headers: version === null ? {} : ifMatch(version),
          keepalive: isGoing && JSON.stringify(sending).length < SENT_IN_GOING,
        });
        version = data.version;
        change({
          saved: sending,
          savedAt: data.savedAt,
          isSaving: false,
          failure: null,
          fork: null,
        });
      } catch (error) {
        if (version === null || !isGone(error)) throw error;
        id = crypto.randomUUID();
        version = null;
        continue;
      }
      if (toldId === id) continue;
      toldId = id;
      moved(id);
    }
  };

  const save = (isGoing = false) => {
    underWay ??= sendAll(isGoing)
      .catch(async (error: unknown) => change(await failureOf(id, error, keeping.get().saved)))
      .finally(() => {
        underWay = null;
        change({ isSaving: false });
        if (triedUntil !== null) goOnTrying(triedUntil);
      });
  };

  const goOnTrying = (until: number) => {
    const { failure, fork } = keeping.get();
    if (!isUnsaved()) {
      left.delete(keeper);
    } else if (fork === null && Date.now() < until) {
      nextTry = setTimeout(() => {
        if (currentToken() === null) goOnTrying(until);
        else save();
      }, BETWEEN_TRIES);
    } else {
      showToast({
        tone: 'failure',
        title: text.draft.notSaved,
        detail: fork === null ? failureWords(failure) : text.draft.changedElsewhere,
        link: linkToDraft(id),
      });
    }
  };

  const stopTrying = () => {
    left.delete(keeper);
    triedUntil = null;
    clearTimeout(nextTry);
  };

  const keeper: DraftKeeper = {
    keeping,
    id: () => id,
    newest: () => newest,
    hold: (request) => {
      newest = request;
    },
    save,
    goOnFrom: (other) => {
      version = other.version;
      change({ saved: other.request, failure: null, fork: null });
    },
    settle: async () => {
      if (isUnsaved()) save();
      await notForLong(underWay);
    },
    isAtRisk: () => {
      if (!isUnsaved()) return false;
      const { isSaving, failure, fork } = keeping.get();
      if (failure !== null || fork !== null) return true;
      if (!reachability.current() || currentToken() === null) return true;
      return isSaving && Date.now() - savingSince >= SLOW;
    },
    enter: (onMoved) => {
      stopTrying();
      moved = onMoved;
    },
    leave: () => {
      // The next sign-in may be another person.
      if (!isUnsaved() || currentToken() === null) return;
      left.add(keeper);
      triedUntil = Date.now() + TRIED_FOR;
      save();
    },
    stop: async () => {
      isOver = true;
      stopTrying();
      await notForLong(underWay);
    },
  };
  return keeper;
}

/** Resolves with the work, or once it takes unusually long. */
async function notForLong(work: Promise<void> | null): Promise<void> {
  if (work === null) return;
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, SLOW + MARGIN))]);
}

function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'draft-not-found';
}

async function failureOf(
  id: string,
  error: unknown,
  base: Members,
): Promise<Pick<Keeping, 'failure' | 'fork'>> {
  if (!(error instanceof Problem)) throw error;
  if (error.code !== 'draft-changed') return { failure: error, fork: null };
  try {
    const { data: theirs } = await viewDraft({ path: { draftId: id } });
    return { failure: null, fork: { base, theirs } };
  } catch (unread) {
    return failureOf(id, unread, base);
  }
}
