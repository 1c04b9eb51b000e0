import type { Role } from '@assent/vocabulary';
import type { Actor } from './case';

/** What a second opinion says about the question. */
export const OPINIONS = ['agree', 'disagree', 'more-information'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Roles that can be asked for an opinion, as a group. */
export const MAY_GIVE_OPINION = [
  'pharmacist',
  'medical-director',
] as const satisfies readonly Role[];
export type OpinionRole = (typeof MAY_GIVE_OPINION)[number];

/** So many opinions on a case may be open at once. */
export const MAX_OPEN_OPINIONS = 3;

/** What another reviewer thinks of a case; it decides nothing. */
export interface SecondOpinion {
  readonly id: string;
  readonly question: string;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  /** Who is asked: one person, or else anyone with the role. */
  readonly person: string | null;
  readonly role: OpinionRole | null;
  /** If it is about an approval although not all criteria are met: for how many months. */
  readonly approveMonths?: number;
  /** Null while it is open. */
  readonly answer: {
    readonly opinion: Opinion;
    readonly text: string;
    readonly by: Actor;
    readonly at: Date;
    /** The evaluation digest of the case then, if it is about an approval. */
    readonly basis?: string;
  } | null;
}

/** Whether a person may answer: who is asked, and with a role anyone but who asks. */
export function mayAnswer(
  { askedBy, person, role }: SecondOpinion,
  { subject, role: own }: Actor,
): boolean {
  return person === null ? role === own && askedBy.subject !== subject : person === subject;
}
