import {
  accept,
  isOpen,
  refuse,
  CASE_STATUSES,
  type Actor,
  type CaseStatus,
  type Refusal,
  type Result,
} from '@assent/domain';
import { changeCase } from '../case/change-case';
import { misuseOf } from '../case/command-replay';
import { unstopClock } from '../life-cycle/move-deadline';
import { SOFTWARE } from '../life-cycle/step';
import type { CommandKey } from '../ports/change';
import type { DeliveryReport, MemberLetterRecord, NoticeRecord } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { memberSummary, summaryOf, type LetterSummary } from './letter-summary';

/** How far the clock of a mail system may be from ours, in milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

/** So often does a report start over because another one came first. */
const ATTEMPTS = 5;

export interface ReportDelivery {
  readonly letterId: string;
  readonly outcome: DeliveryReport['outcome'];
  /** When the recipient's mail system took or returned it. */
  readonly at: Date;
  /** An enhanced status code (RFC 3463). */
  readonly code?: string | undefined;
  readonly actor: Actor;
  readonly command?: CommandKey;
}

/**
 * Keeps what a recipient's mail system did with a letter that was sent by email. If that about an
 * extension came back from the provider office, the clock of its case runs as if it had never stopped. Of two reports that
 * differ, the one with the later time counts, whichever comes first; of the same time, that it came
 * back. A report that is known already, or is about an earlier sending, changes nothing, nor does one
 * about a letter that was mailed since. Refused: `letter-not-found`, `letter-not-sent` also for one
 * that was printed, `invalid` for a time in the future or before the letter was sent, and
 * `idempotency-key-reused`.
 */
export function reportDelivery(ports: Ports) {
  const { clock, records } = ports;
  return async (report: ReportDelivery): Promise<Result<LetterSummary>> => {
    const { actor: by, at, code = null, command, letterId, outcome } = report;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const repeated = await repeatOf(ports, report);
      if (repeated) return repeated;
      const letter = await letterOf(ports, letterId);
      if (!letter) return refuse(UNKNOWN);
      const now = await clock.now();
      const refusal = notSent(letter) ?? faultOf(at, sentTimes(letter).first, now);
      if (refusal) return refuse(refusal);
      if (!isNews(letter, { outcome, at })) {
        await restartClock(ports, letter);
        return accept(await summary(ports, letter));
      }
      const change = {
        letter,
        report: { outcome, at, code, by },
        owedIn: await owedIn(ports, letter),
      };
      if (await records.keepDelivery(change, now, command)) {
        const kept = (await letterOf(ports, letterId)) ?? letter;
        await restartClock(ports, kept);
        return accept(await summary(ports, kept));
      }
    }
    throw new Error('other reports about the letter kept coming first');
  };
}

type Letter = NoticeRecord | MemberLetterRecord;

async function letterOf({ records }: Pick<Ports, 'records'>, id: string): Promise<Letter | null> {
  return (await records.notice(id)) ?? (await records.memberLetter(id));
}

/** A clock that stopped by a letter that came back runs as if it had not. Once more does no harm. */
async function restartClock(ports: Ports, letter: Letter): Promise<void> {
  const { caseId, delivery, kind } = letter;
  if (kind !== 'extension' || 'madeAt' in letter || delivery?.outcome !== 'bounced') return;
  await changeCase(ports, 'restart-clock', { caseId, actor: SOFTWARE }, (before, moment) => {
    const step = unstopClock(before, moment);
    return step && accept(step);
  });
}

async function summary(
  { records }: Pick<Ports, 'records'>,
  letter: Letter,
): Promise<LetterSummary> {
  if (!('madeAt' in letter)) return summaryOf(letter);
  const about = await records.case(letter.caseId);
  if (!about) throw new Error('the case of a letter is missing');
  return memberSummary(letter, about);
}

/** The answer to a report that was sent again with its key; null for a new one. */
async function repeatOf(
  ports: Pick<Ports, 'records'>,
  { actor, command, letterId }: ReportDelivery,
): Promise<Result<LetterSummary> | null> {
  const used = command ? await ports.records.command(command.key) : null;
  if (!command || !used) return null;
  const misuse = misuseOf(used, command.digest, actor);
  if (misuse) return refuse(misuse);
  const letter = await letterOf(ports, letterId);
  return letter ? accept(await summary(ports, letter)) : refuse(UNKNOWN);
}

function notSent(letter: Letter): Refusal | null {
  const { caseId } = letter;
  if (!('madeAt' in letter)) {
    return letter.sentAt === null ? { ...NOT_SENT, caseId } : null;
  }
  if (letter.madeAt === null) return { ...NOT_SENT, caseId };
  const isPrinted = letter.to === null && letter.returnedFrom === null;
  return isPrinted ? { ...PRINTED, caseId } : null;
}

function faultOf(at: Date, sentAt: Date, now: Date): Refusal | null {
  const isFuture = at.getTime() > now.getTime() + CLOCK_SKEW;
  if (!isFuture && at.getTime() >= sentAt.getTime() - CLOCK_SKEW) return null;
  const message = isFuture ? 'must not be in the future' : 'must not be before the letter was sent';
  return {
    code: 'invalid',
    detail: 'the report has errors; nothing was saved',
    faults: [{ path: 'at', code: 'out-of-range', message }],
  };
}

function sentTimes(letter: Letter): { readonly first: Date; readonly last: Date } {
  const first = 'madeAt' in letter ? letter.madeAt : letter.sentAt;
  if (!first) throw new Error('the letter was not sent');
  return { first, last: ('resentAt' in letter ? letter.resentAt : null) ?? first };
}

/** Whether a report says something that is not known yet of the newest sending. */
function isNews(letter: Letter, { at, outcome }: Pick<DeliveryReport, 'at' | 'outcome'>): boolean {
  if ('mailed' in letter && letter.mailed) return false;
  if (at.getTime() < sentTimes(letter).last.getTime() - CLOCK_SKEW) return false;
  const known = letter.delivery;
  if (!known) return true;
  if (known.outcome === outcome) return false;
  const later = at.getTime() - known.at.getTime();
  return later > 0 || (later === 0 && outcome === 'bounced');
}

/**
 * The states of its case in which a letter that came back is owed: a question only while the case
 * waits, more time and a call before the decision only while it is open, a reminder only while its
 * authorization is to be renewed, and what informs in any.
 */
async function owedIn(
  { records }: Pick<Ports, 'records'>,
  { authorization, kind }: Letter,
): Promise<readonly CaseStatus[]> {
  switch (kind) {
    case 'information-request':
    case 'information-reminder':
      return ['pending-information'];
    case 'extension':
    case 'peer-to-peer-offer':
      return CASE_STATUSES.filter(isOpen);
    case 'renewal-reminder': {
      const reminded = authorization === null ? null : await records.authorization(authorization);
      return reminded?.status === 'active' && reminded.renewedBy === null ? CASE_STATUSES : [];
    }
    default:
      return CASE_STATUSES;
  }
}

const UNKNOWN: Refusal = {
  code: 'letter-not-found',
  detail:
    'there is no letter with this id; take the id from the first 36 characters of the Message-ID',
};

const NOT_SENT: Refusal = {
  code: 'letter-not-sent',
  detail: 'the letter has not been sent yet; report its delivery after it is sent',
};

const PRINTED: Refusal = {
  code: 'letter-not-sent',
  detail: 'the letter was printed, not sent by email; once it is in the mail, mark it as mailed',
};
