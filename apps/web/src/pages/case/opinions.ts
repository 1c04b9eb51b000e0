import type { Case, Session } from '../../client';
import { text } from './text';

export type SecondOpinion = Case['opinions'][number];

/** The opinions that no one has given yet. */
export function openOpinions({ opinions }: Pick<Case, 'opinions'>): readonly SecondOpinion[] {
  return opinions.filter(({ answer }) => answer === null);
}

/** Whether a reviewer may give an opinion: who is asked, and with a role anyone but who asks. */
export function isAskedOf(
  { answer, askedBy, person, role }: SecondOpinion,
  { subject, mayDeny }: Pick<Session, 'subject' | 'mayDeny'>,
): boolean {
  if (answer !== null) return false;
  const own = mayDeny ? 'medical-director' : 'pharmacist';
  return person === null ? role === own && askedBy.subject !== subject : person === subject;
}

/** Who is asked for an opinion, within a sentence. */
export function whoIsAsked({ person, role }: SecondOpinion): string {
  if (person !== null) return person;
  return role === null ? '' : text.review.ofRole[role];
}

/** Whether the plan asks for a second person where a pharmacist approves for long against the criteria. */
export function takesSecondPerson({ aloneMonths, maxMonths }: Session['exceptions']): boolean {
  return aloneMonths < maxMonths;
}
