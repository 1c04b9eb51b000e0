import { accept, refuse, type Actor, type Refusal, type Result } from '@assent/domain';
import { misuseOf } from '../case/command-replay';
import type { CommandKey } from '../ports/change';
import type { LetterLanguage } from '../ports/letter-content';
import type { Mailed, NoticeRecord } from '../ports/notice-record';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import type { FoundLetter, LetterFilter, PrintedLetter } from '../ports/printed-letters';
import { LANGUAGE, RECIPIENT } from './letters';
import { mailByOf } from '../life-cycle/mail-by';
import { memberState, stateOf, type LetterState } from './letter-summary';
import { NO_SUCH_LETTER, openLetter, type SentLetter } from './read-letters.handler';

/** A letter of any case, as people see it in the list. */
export interface ListedLetter extends Pick<NoticeRecord, 'id' | 'kind' | 'caseId' | 'delivery'> {
  readonly of: FoundLetter['of'];
  readonly recipient: 'member' | 'prescriber';
  readonly language: LetterLanguage;
  readonly state: LetterState;
  /** When it was made, sent or given up. */
  readonly at: Date;
  readonly mailed: Mailed | null;
  /** By when to mail it; null for one that is not printed. */
  readonly mailBy: Date | null;
  /** It waits longer than that. */
  readonly isOverdue: boolean;
}

export interface ListedLetters extends Page<ListedLetter> {
  /** On all pages. */
  readonly total: number;
}

/** The letters of all cases by what became of them; those that wait the longest first. */
export function listLetters(ports: Pick<Ports, 'clock' | 'records' | 'settings'>) {
  return async (filter: LetterFilter): Promise<ListedLetters> => {
    const { items, nextCursor, total } = await ports.records.listedLetters(filter);
    const now = await ports.clock.now();
    return { items: items.map((each) => listed(ports, each, now)), nextCursor, total };
  };
}

/**
 * Letters to print as one, in the order asked for. Refused: `letter-not-found`, `letter-not-sent`.
 */
export function openLetters(ports: Pick<Ports, 'records'>) {
  const open = openLetter(ports);
  return async (ids: readonly string[]): Promise<Result<readonly SentLetter[]>> => {
    const letters: SentLetter[] = [];
    for (const id of new Set(ids)) {
      const letter = await open(id);
      if (!letter.ok) return letter;
      letters.push(letter.value);
    }
    return accept(letters);
  };
}

export interface MarkMailed {
  readonly letterId: string;
  readonly actor: Actor;
  readonly command?: CommandKey;
}

/**
 * Keeps who mailed a printed letter, and when. Refused: `letter-not-found`, `letter-not-to-print` for
 * one that is not waiting to be mailed, or was already; `idempotency-key-reused`.
 */
export function markMailed(ports: Pick<Ports, 'clock' | 'records' | 'settings'>) {
  const { clock, records } = ports;
  return async (sent: MarkMailed): Promise<Result<ListedLetter>> => {
    const { actor: by, command, letterId } = sent;
    const repeated = await repeatOf(ports, sent);
    if (repeated) return repeated;
    const at = await clock.now();
    const isKept = await records.keepMailed(letterId, { at, by }, command);
    if (!isKept) return (await repeatOf(ports, sent)) ?? refuse(await whyNot(ports, letterId));
    const kept = await records.printedLetter(letterId);
    return kept ? accept(asListed(ports, kept, at)) : refuse(NO_SUCH_LETTER);
  };
}

/** The answer to a command that was sent again; null for a new one. */
async function repeatOf(
  ports: Pick<Ports, 'clock' | 'records' | 'settings'>,
  { actor, command, letterId }: MarkMailed,
): Promise<Result<ListedLetter> | null> {
  const used = command ? await ports.records.command(command.key) : null;
  if (!command || !used) return null;
  const misuse = misuseOf(used, command.digest, actor);
  if (misuse) return refuse(misuse);
  const kept = await ports.records.printedLetter(letterId);
  return kept ? accept(asListed(ports, kept, await ports.clock.now())) : refuse(NO_SUCH_LETTER);
}

async function whyNot({ records }: Pick<Ports, 'records'>, id: string): Promise<Refusal> {
  const found = await records.printedLetter(id);
  if (!found) return (await records.notice(id)) ? NOT_TO_PRINT : NO_SUCH_LETTER;
  const { mailed } = found.letter;
  if (!mailed) return NOT_TO_PRINT;
  return {
    code: 'letter-not-to-print',
    detail: `${mailed.by.subject} already marked this letter as mailed`,
    caseId: found.letter.caseId,
  };
}

function listed(
  { settings }: Pick<Ports, 'settings'>,
  { at, letter, of }: FoundLetter,
  now: Date,
): ListedLetter {
  const { caseId, content, delivery, id, kind } = letter;
  const about = { id, kind, caseId, delivery, of, at };
  if (!('madeAt' in letter)) {
    const language = content?.language ?? LANGUAGE;
    const state = stateOf(letter);
    const unprinted = { mailed: null, mailBy: null, isOverdue: false };
    return { ...about, recipient: RECIPIENT, language, state, ...unprinted };
  }
  const { madeAt, mailed, to } = letter;
  const mailBy =
    madeAt !== null && to === null ? mailByOf({ delivery, madeAt }, settings.timeZone) : null;
  return {
    ...about,
    recipient: 'member',
    language: content?.language ?? 'en',
    state: memberState(letter),
    mailed,
    mailBy,
    isOverdue: mailBy !== null && mailed === null && now > mailBy,
  };
}

/** A printed letter as the list has it. */
function asListed(ports: Pick<Ports, 'settings'>, printed: PrintedLetter, now: Date): ListedLetter {
  return listed(ports, { ...printed, at: printed.letter.madeAt ?? now }, now);
}

const NOT_TO_PRINT: Refusal = {
  code: 'letter-not-to-print',
  detail: 'this letter is not one to print, or is not made yet',
};
