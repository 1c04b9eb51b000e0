import type { ReceiptEvidenceKind } from '@assent/vocabulary';
import type { Expedite } from '../client';
import { isUnread, type Unread } from '../ui/reading';

/** When something reached the plan that is entered now, and what shows that, as typed. */
export interface LaterEntryDraft {
  /** Null for just now. */
  readonly receivedAt: string | Unread | null;
  /** Null for none. */
  readonly evidence: ReceiptEvidenceKind | null;
  /** Where to find the evidence. */
  readonly reference: string;
}

export const JUST_NOW: LaterEntryDraft = { receivedAt: null, evidence: null, reference: '' };

/** The part of a command that says when it reached the plan. */
export type LaterEntry = Pick<Expedite, 'receivedAt' | 'receipt'>;

/** The paths of its faults. */
export const LATER_ENTRY_PATHS = ['receivedAt', 'receipt.evidence'] as const;

/** What a command sends of it; an instant that can't be read is left out. */
export function laterEntryOf({ receivedAt, evidence, reference }: LaterEntryDraft): LaterEntry {
  const written = reference.trim();
  return {
    ...(receivedAt !== null && !isUnread(receivedAt) && { receivedAt }),
    ...(evidence !== null && {
      receipt: { evidence, ...(written !== '' && { reference: written }) },
    }),
  };
}

/** The draft without evidence of another kind. */
export function withFitEvidence(
  draft: LaterEntryDraft,
  kinds: readonly ReceiptEvidenceKind[],
): LaterEntryDraft {
  const isFit = draft.evidence === null || kinds.includes(draft.evidence);
  return isFit ? draft : { ...draft, evidence: null, reference: '' };
}
