import { addHours, nextAttemptAt } from '@assent/domain';
import { noticeDueAt } from '../life-cycle/notice-times';
import {
  LetterHeldBack,
  LetterNotAccepted,
  type LetterSender,
  type MadeLetter,
  type MemberLetterBox,
  type TakenMemberLetter,
} from '../ports/mail';
import type { LetterRenderer } from '../ports/letter-forms';
import type { Ports } from '../ports/ports';
import { memberLetter } from './member-letters/member-letter';
import { letterSettingsAt, wordsFixedAt } from './plan-letters';
import { trueLetter } from './true-letter';

/** What the delivery of letters to members needs besides the use cases' own ports. */
export interface MemberDeliveryPorts extends Pick<Ports, 'clock' | 'records' | 'settings'> {
  readonly memberLetters: MemberLetterBox;
  readonly sender: LetterSender;
  readonly renderer: LetterRenderer;
}

/** The result of delivering a letter to a member. */
export type MemberDelivery =
  | { readonly outcome: 'sent' | 'put-off' }
  | { readonly outcome: 'to-print'; readonly error?: unknown }
  | { readonly outcome: 'refused'; readonly error: unknown };

/**
 * Makes a letter to a member, outside any transaction: sends it to the member's address, or keeps it
 * to be printed. It is also printed if the mail system doesn't accept it: a letter to a member never
 * holds up its case. One that can't be made, because its guideline is gone, or that is not complete or
 * says something else than the record, is tried again.
 * @throws RecordUnavailable when the outcome could not be recorded; the lease then ends by itself
 */
export function deliverMemberLetter({
  clock,
  memberLetters,
  records,
  renderer,
  sender,
  settings,
}: MemberDeliveryPorts) {
  return async (taken: TakenMemberLetter): Promise<MemberDelivery> => {
    const now = await clock.now();
    const goesAt = noticeDueAt(taken.kind, taken.case, now, settings);
    if (goesAt > now) {
      await memberLetters.putOff(taken, goesAt);
      return { outcome: 'put-off' };
    }
    const { email } = taken.case.member;
    const said = await letterSettingsAt({ records, settings }, wordsFixedAt(taken, now));
    let letter: MadeLetter | null = null;
    try {
      const made = await trueLetter(records, taken, { settings: said, now }, (due) =>
        memberLetter(due, said, now),
      );
      const drawn = await renderer.draw(made, now);
      letter = { id: taken.id, ...made, to: email ?? null, html: drawn.html, drawn };
      if (email !== undefined) await sender.send({ ...letter, to: email });
    } catch (error) {
      return notSent(taken, letter, error);
    }
    await memberLetters.made(taken, letter, await clock.now());
    return { outcome: email === undefined ? 'to-print' : 'sent' };
  };

  /** @param letter null if it could not be made, so that nothing can be printed either */
  async function notSent(
    taken: TakenMemberLetter,
    letter: MadeLetter | null,
    error: unknown,
  ): Promise<MemberDelivery> {
    const at = await clock.now();
    const triedSince = taken.triedSince ?? at;
    const isFinal = error instanceof LetterNotAccepted && error.isFinal;
    const again = isFinal ? null : nextAttemptAt(triedSince, at);
    if (again === null && letter) {
      await memberLetters.made(taken, { ...letter, to: null }, at);
      return { outcome: 'to-print', error };
    }
    const dueAgain = noticeDueAt(taken.kind, taken.case, again ?? addHours(at, 1), settings);
    await memberLetters.refused(taken, triedSince, dueAgain, letter ? null : whyUnmade(error));
    return { outcome: 'refused', error };
  }
}

/** Of an unexpected error only the class: its message may hold more than codes. */
function whyUnmade(error: unknown): string {
  if (error instanceof LetterHeldBack) return error.message;
  return error instanceof Error ? error.name : 'unknown';
}
