import type { Members } from '@assent/vocabulary';
import { saveDraft, viewDraft, type Draft } from '../../client';
import { ifMatch } from '../../session/api';
import { reachability } from '../../session/reachability';
import { currentToken } from '../../session/token';
import { failureWords, Problem } from '../../shared/problem';
import { storeOf, type Store } from '../../shared/store';
import { showToast } from '../../ui/toast';
import { linkToDraft } from './link-to-draft';
import { text } from './text';

/** After how long a save without an answer may be one that never gets any, in milliseconds. */
const SLOW = 3_000;
/** A timer may end a little early. */
const MARGIN = 50;
/** For how long a draft that was left is tried again, and how often, in milliseconds. */
const TRIED_FOR = 60_000;
const BETWEEN_TRIES = 5_000;
/** More than this is not sent by a page that is going away (Fetch, 4.6), in characters. */
const SENT_IN_GOING = 20_000;

/** What the server holds of a draft, as far as this page knows. */
export interface Keeping {
  /** Before the first save, what the form began with. */
  readonly saved: Members;
  /** Null while it never was saved. */
  readonly savedAt: string | null;
  readonly isSaving: boolean;
  /** Why the last save failed; null once one succeeds. */
  readonly failure: Problem | null;
  /** Somebody saved another version, in another window most likely. */
  readonly fork: DraftFork | null;
}

/** Another version of the draft, and the one from which both went on. */
export interface DraftFork {
  readonly base: Members;
  readonly theirs: Draft;
}

/** Saves one draft, also while its form is no longer shown. */
export interface DraftKeeper {
  readonly keeping: Pick<Store<Keeping>, 'current' | 'subscribe'>;
  id(): string;
  newest(): Members;
  /** Takes over what stands on the page. */
  hold(request: Members): void;
  save(isGoing?: boolean): void;
  /** Goes on from another version, once it is settled which values count. */
  goOnFrom(other: Draft): void;
  /** Saves what is not saved yet; resolves when that is done, or takes long. */
  settle(): Promise<void>;
  /** Whether what was written last may be lost by leaving now. */
  isAtRisk(): boolean;
  /** The form is shown. @param onMoved told the id under which it is kept anew */
  enter(onMoved: (id: string) => void): void;
  /** The form is gone: what is not saved yet is tried for a while, and told if it fails. */
  leave(): void;
  /** Saves nothing more; resolves when no save is under way, or one takes long. */
  stop(): Promise<void>;
}

/** Drafts that were left before they were saved. */
const left = new Set<DraftKeeper>();

addEventListener('beforeunload', (event) => {
  if (left.size > 0) event.preventDefault();
});

/** The draft with what was written in it, when it was left before that was saved. */
export function leftDraft(id: string): DraftKeeper | null {
  return [...left].find((keeper) => keeper.id() === id) ?? null;
}

/**
 * Keeps a draft on the server. One that was removed elsewhere is kept anew.
 * @param draft what was saved of it before; null for a new one
 */
export function draftKeeper(firstId: string, first: Members, draft: Draft | null): DraftKeeper {
  const keeping = storeOf<Keeping>({
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

  const change = (changed: Partial<Keeping>) => keeping.set({ ...keeping.current(), ...changed });
  const isUnsaved = () => !isOver && newest !== keeping.current().saved;

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
      .catch(async (error: unknown) => change(await failureOf(id, error, keeping.current().saved)))
      .finally(() => {
        underWay = null;
        change({ isSaving: false });
        if (triedUntil !== null) goOnTrying(triedUntil);
      });
  };

  const goOnTrying = (until: number) => {
    const { failure, fork } = keeping.current();
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
      const { isSaving, failure, fork } = keeping.current();
      if (failure !== null || fork !== null) return true;
      if (!reachability.current() || currentToken() === null) return true;
      return isSaving && Date.now() - savingSince >= SLOW;
    },
    enter: (onMoved) => {
      stopTrying();
      moved = onMoved;
    },
    leave: () => {
      // Who signs in next may be somebody else.
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

/** Resolves with the work, or once it takes longer than most. */
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
