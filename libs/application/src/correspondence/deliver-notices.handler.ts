import { nextAttemptAt } from '@assent/domain';
import { noticeDueAt } from '../life-cycle/notice-times';
import {
  LetterHeldBack,
  LetterNotAccepted,
  type LetterAgain,
  type LetterSender,
  type NoticeBox,
  type SentNotice,
  type TakenNotice,
} from '../ports/mail';
import type { LetterRenderer } from '../ports/letter-forms';
import type { Ports } from '../ports/ports';
import { writeLetter } from './letters';
import { letterSettingsAt, wordsFixedAt } from './plan-letters';
import { trueLetter } from './true-letter';

/** What delivery needs besides the use cases' own ports. */
export interface DeliveryPorts extends Pick<Ports, 'clock' | 'records' | 'settings'> {
  readonly notices: NoticeBox;
  readonly sender: LetterSender;
  readonly renderer: LetterRenderer;
  /** Where notices to prescribers without an address go, to be printed and mailed. */
  readonly mailroom: string;
}

/** The result of delivering a notice. */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'put-off'; readonly until: Date }
  | { readonly outcome: 'refused'; readonly error: unknown; readonly nextAttemptAt: Date }
  | { readonly outcome: 'given-up'; readonly error: unknown };

/**
 * Delivers a notice taken from the queue, outside any transaction: writes its letter from the case
 * as it was when taken, hands it over, and records the result. If the process dies between
 * hand-over and record, the same letter id is handed over again, which the mail system recognizes.
 * Outside letter hours it puts the notice off, unless a deadline is near. A letter that is not
 * complete, or says something else than the record, is not handed over: it is given up with its fault.
 * One that came back is handed over as it was, as another message. Each of its forms is kept as it went out.
 * @throws RecordUnavailable when the outcome could not be recorded; the lease then ends by itself
 */
export function deliverNotice(ports: DeliveryPorts) {
  const { clock, notices, records, renderer, sender, mailroom, settings } = ports;

  return async (notice: TakenNotice): Promise<Delivery> => {
    const now = await clock.now();
    const goesAt = notice.atOnce ? now : noticeDueAt(notice.kind, notice.case, now, settings);
    if (goesAt > now) {
      await notices.putOff(notice, goesAt);
      return { outcome: 'put-off', until: goesAt };
    }
    let letter: SentNotice;
    try {
      letter = notice.again
        ? await sentAgain(notice, notice.again, now)
        : await written(notice, now);
      await sender.send(letter);
    } catch (error) {
      return notTaken(notice, error);
    }
    await notices.sent(notice, letter, await clock.now());
    return { outcome: 'sent' };
  };

  async function written(notice: TakenNotice, now: Date): Promise<SentNotice> {
    const said = await letterSettingsAt(ports, wordsFixedAt(notice, now));
    const letter = await trueLetter(records, notice, { settings: said, now }, (due) =>
      writeLetter(due, said, mailroom, now),
    );
    const drawn = await renderer.draw(letter, now);
    return { ...letter, html: drawn.html, drawn };
  }

  /** The same page and words to the address that the case has now, under an id of its own. */
  async function sentAgain(
    { id, case: record }: TakenNotice,
    again: LetterAgain,
    now: Date,
  ): Promise<SentNotice> {
    const { content, sending, subject, text } = again;
    const to = record.prescriber.email ?? mailroom;
    const kept = await records.keptForm(id, 'text/html');
    const drawn = kept ? null : await renderer.draw(again, now);
    const html = kept ? new TextDecoder().decode(kept) : drawn?.html;
    return {
      id: `${id}.${sending}`,
      to,
      subject,
      text,
      content,
      ...(html !== undefined && { html }),
      drawn,
    };
  }

  async function notTaken(notice: TakenNotice, error: unknown): Promise<Delivery> {
    const at = await clock.now();
    const attempt = { at, error: wordsOf(error) };
    const isFinal =
      error instanceof LetterHeldBack || (error instanceof LetterNotAccepted && error.isFinal);
    const again = isFinal ? null : nextAttemptAt(notice.triedSince ?? at, at);
    if (again === null) {
      await notices.giveUp(notice, attempt);
      return { outcome: 'given-up', error };
    }
    const dueAgain = noticeDueAt(notice.kind, notice.case, again, settings);
    await notices.refused(notice, attempt, dueAgain);
    return { outcome: 'refused', error, nextAttemptAt: dueAgain };
  }
}

/** Of an unexpected error only the class: its message may hold more than codes. */
function wordsOf(error: unknown): string {
  if (error instanceof LetterNotAccepted || error instanceof LetterHeldBack) return error.message;
  return error instanceof Error ? error.name : 'unknown';
}
