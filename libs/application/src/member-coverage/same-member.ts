import { isOpen, type CalendarDate } from '@assent/domain';
import type { CaseRecord, KnownMember, Member } from '../ports/case-record';
import type { SeenMember } from '../ports/change';

/** Whether the record has another birth date under the number. */
export function isBornAnotherDay(known: KnownMember | null, birthDate: CalendarDate): boolean {
  return known !== null && !known.isRoutedOnly && known.birthDate !== birthDate;
}

/** Whether the record has a first name under the number that is not another form of this one. */
export function hasAnotherName(known: KnownMember | null, givenName: string): boolean {
  return known !== null && !known.isRoutedOnly && !areOfOneName(known.givenName, givenName);
}

export function areOfOne(one: Member, other: Member): boolean {
  return one.birthDate === other.birthDate && areOfOneName(one.givenName, other.givenName);
}

/** Denials count even if the birth date, or the first name, was mistyped. */
export function mayBeOfOne(one: Member, other: Member): boolean {
  return one.birthDate === other.birthDate || areOfOneName(one.givenName, other.givenName);
}

/** Whether two first names may be one, as `Ana` and `Ana Maria`: one begins with the other. */
function areOfOneName(one: string, other: string): boolean {
  const [first, second] = [lettersOf(one), lettersOf(other)];
  if (first === '' || second === '') return one === other;
  return first.startsWith(second) || second.startsWith(first);
}

/**
 * The member as the record knows them from now on, from a case; null if it says nothing of them: a
 * request routed elsewhere, or one that may be another person's until a person has approved it.
 * Another birth date is never taken over, nor a shorter form of the first name: what fits that may
 * be another person's.
 */
export function namedBy(
  { member, status, holds, decision }: CaseRecord,
  known: KnownMember | null,
): Omit<Member, 'memberId'> | null {
  if (known === null || status === 'routed') return null;
  const { givenName, familyName, birthDate } = member;
  if (known.isRoutedOnly) return { givenName, familyName, birthDate };
  const isConfirmed = decision?.decision === 'approve' && decision.by.role !== 'software';
  if ((isDoubted({ holds }) && !isConfirmed) || birthDate !== known.birthDate) return null;
  const [before, letters] = [lettersOf(known.givenName), lettersOf(givenName)];
  const isShorter = letters.length < before.length && before.startsWith(letters);
  return { givenName: isShorter ? known.givenName : givenName, familyName, birthDate };
}

/** Whether the case may be of another person than the one in the record. */
export function isDoubted({ holds }: Pick<CaseRecord, 'holds'>): boolean {
  return holds.some(({ id }) => id === 'another-person');
}

/** The member that a change was based on. */
export function seenMember(memberId: string, known: KnownMember | null): SeenMember {
  return { memberId, version: known?.version ?? null };
}

/** The same with a case's effects: the name they are known by, and what counts against the next. */
export function seenWith(
  record: CaseRecord,
  known: KnownMember | null,
  named: Omit<Member, 'memberId'> | null,
): SeenMember {
  const isFirstLookedAt = known?.isRoutedOnly === true && record.status !== 'routed';
  const isAltered = isFirstLookedAt || record.status === 'denied';
  return { ...seenMember(record.member.memberId, known), named, isAltered };
}

/** The member that an opening was based on: changes to their open cases must see it. */
export function seenAtOpening(seen: SeenMember, { status }: CaseRecord): SeenMember {
  return isOpen(status) ? { ...seen, isAltered: true } : seen;
}

function lettersOf(givenName: string): string {
  const letters = givenName.normalize('NFKD').replace(/\P{L}/gu, '').toLowerCase();
  return letters.replace(/[æðøþđıłœß]/gu, (letter) => PLAIN.get(letter) ?? letter);
}

/** Latin letters that no normal form takes apart, as they are written without their sign. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['æ', 'ae'],
  ['ð', 'd'],
  ['ø', 'o'],
  ['þ', 'th'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['œ', 'oe'],
  ['ß', 'ss'],
]);
