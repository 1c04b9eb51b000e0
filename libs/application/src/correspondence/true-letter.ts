import { LetterHeldBack } from '../ports/mail';
import type { DueNotice } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { asQueued } from './as-queued';
import { heldBackBy } from './letter-faults';
import type { OfficeLetter } from './letters';
import type { MemberLetter } from './member-letters/member-letter';
import type { StatementRecord } from './statements';

/**
 * A letter that is complete, and true of the record just before it goes out. If the record changed
 * since the notice was taken, it is written once more, from the record as it is now.
 * @throws LetterHeldBack
 */
export async function trueLetter<Due extends DueNotice, Made extends OfficeLetter | MemberLetter>(
  records: Ports['records'],
  notice: Due,
  about: Omit<StatementRecord, 'due'>,
  write: (due: Due) => Made,
): Promise<Made> {
  const taken = asQueued(notice);
  const letter = write(taken);
  holdBack(letter, { ...about, due: taken });
  const due = asQueued(await asOfNow(records, notice));
  if (heldBackBy(letter, { ...about, due }).length === 0) return letter;
  const again = write(due);
  holdBack(again, { ...about, due });
  return again;
}

function holdBack(letter: OfficeLetter | MemberLetter, about: StatementRecord): void {
  const reasons = heldBackBy(letter, about);
  if (reasons.length > 0) throw new LetterHeldBack(reasons);
}

async function asOfNow<Due extends DueNotice>(records: Ports['records'], due: Due): Promise<Due> {
  const { appealId, authorization, caseId } = due;
  const record = await records.case(caseId);
  const issued = authorization === null ? null : await records.authorization(authorization);
  const appeal = appealId === undefined ? null : await records.appeal(appealId);
  return {
    ...due,
    case: record ?? due.case,
    authorizationRecord: issued,
    ...(appeal && { appeal }),
  };
}
