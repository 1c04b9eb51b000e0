import { sizeAsJson } from '@assent/criteria';
import { accept, refuse, type Result } from '@assent/domain';
import type { Draft, SaveDraft, DraftQuota, DraftRepository } from '../ports/draft-repository';
import type { Ports } from '../ports/ports';

export type DraftPorts = Pick<Ports, 'clock'> & { readonly drafts: DraftRepository };

/** Lists hold whole drafts. */
const MAX: DraftQuota = { drafts: 100, bytes: 1024 * 1024 };

const MAX_BYTES = 64 * 1024;

/** A person's own drafts, newest first. */
export function listDrafts({ drafts }: DraftPorts) {
  return (owner: string): Promise<readonly Draft[]> => drafts.of(owner);
}

/** A person's own draft. Refused: `draft-not-found`. */
export function viewDraft({ drafts }: DraftPorts) {
  return async (owner: string, id: string): Promise<Result<Draft>> => {
    const draft = await drafts.draft(owner, id);
    return draft ? accept(draft) : refuse(NO_SUCH_DRAFT);
  };
}

/**
 * Saves a draft. Refused: `draft-changed` and `draft-not-found` when the named version is not
 * there, `invalid` if it is too large, alone or with the others, or one too many.
 */
export function saveDraft({ drafts, clock }: DraftPorts) {
  return async (draft: SaveDraft): Promise<Result<Draft>> => {
    if (sizeAsJson(draft.request) > MAX_BYTES) return refuse(TOO_LARGE);
    const saved = await drafts.save({ ...draft, savedAt: await clock.now() }, MAX);
    switch (saved) {
      case 'absent':
        return refuse(NO_SUCH_DRAFT);
      case 'changed':
        return refuse({
          code: 'draft-changed',
          detail: 'the draft has changed since you opened it; reload it and try again',
        });
      case 'too-many':
        return refuse(TOO_MANY);
      case 'too-large':
        return refuse(TOO_LARGE_TOGETHER);
      default:
        return accept(saved);
    }
  };
}

/** Removes a person's own draft; false when there is none. */
export function removeDraft({ drafts }: DraftPorts) {
  return (owner: string, id: string): Promise<boolean> => drafts.remove(owner, id);
}

const NO_SUCH_DRAFT = {
  code: 'draft-not-found',
  detail: 'you have no draft with this id',
} as const;

const TOO_LARGE = {
  code: 'invalid',
  detail: 'a draft can be at most 64 kB; nothing was saved',
  faults: [{ path: 'request', code: 'too-large', message: 'must be at most 64 kB as JSON' }],
} as const;

const TOO_MANY = {
  code: 'invalid',
  detail: `you already have ${MAX.drafts} drafts, the maximum; submit or delete one first`,
  faults: [
    {
      path: 'draftId',
      code: 'too-many',
      message: `would exceed the maximum of ${MAX.drafts} drafts`,
    },
  ],
} as const;

const TOO_LARGE_TOGETHER = {
  code: 'invalid',
  detail: 'your drafts can be at most 1 MB in total; submit or delete one first',
  faults: [
    {
      path: 'request',
      code: 'too-large',
      message: 'would exceed the maximum of 1 MB for all drafts',
    },
  ],
} as const;
