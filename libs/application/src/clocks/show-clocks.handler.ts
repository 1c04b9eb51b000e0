import {
  accept,
  appealLedger,
  clockLedger,
  clockOf,
  informationNoticeClock,
  oralNoticeClock,
  peerToPeerClock,
  refuse,
  writtenNoticeClock,
  type LedgerClock,
  type Result,
  type TimeZone,
} from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import { receiptWords } from '../intake/receipt-words';
import { clockedCase } from '../life-cycle/running-clock';
import type { CaseRecord } from '../ports/case-record';
import { isOutstanding, type MemberLetterRecord, type NoticeRecord } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { oralNoticeIn, oralNoticeRuleOf } from './record-oral-notice.handler';

/**
 * The clocks of a case, each explained: what runs first, soonest deadline first, then what is over.
 * Refused: `case-not-found`.
 */
export function clocksOf(ports: Ports) {
  return async (caseId: string): Promise<Result<readonly LedgerClock[]>> => {
    const { records, settings } = ports;
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    const now = await ports.clock.now();
    const decisions = clockLedger(clockedCase(record), settings.clocks, now).map((clock) =>
      withReceipt(clock, record, settings.timeZone),
    );
    const notices = [
      ...(await informationClocks(ports, record, decisions[0], now)),
      ...(await noticeClocks(ports, record, decisions[0], now)),
    ];
    const calls = record.peerToPeer.map((call) => peerToPeerClock(call, now));
    const appeals = (await records.appealsOfCase(caseId)).flatMap((appeal) =>
      appealLedger(appeal, now),
    );
    return accept(strictestFirst([...decisions, ...notices, ...calls, ...appeals]));
  };
}

/** A clock that started with the receipt says what shows that. */
function withReceipt(clock: LedgerClock, record: CaseRecord, zone: TimeZone): LedgerClock {
  const words = receiptWords(record, zone);
  const isFromReceipt = clock.startedAt.getTime() === record.receivedAt.getTime();
  return isFromReceipt && words !== '' ? { ...clock, why: `${clock.why} ${words}` } : clock;
}

/** The clock of saying what is missing, if the rule has a time for that and the office is asked. */
async function informationClocks(
  { records, settings }: Ports,
  record: CaseRecord,
  decision: LedgerClock | undefined,
  now: Date,
): Promise<readonly LedgerClock[]> {
  if (!decision) return [];
  const plan = clockOf(settings.clocks, record, record.urgency, decision.rule.id);
  const rule = plan?.incomplete;
  if (!rule) return [];
  const letters = (await records.notices(record.id)).filter(
    ({ kind }) => kind === 'information-request',
  );
  const isWaiting = record.status === 'pending-information';
  if (letters.length === 0 && !isWaiting) return [];
  const [sentAt = null] = letters
    .flatMap((letter) => noticeWentOut(letter) ?? [])
    .sort((a, b) => a.getTime() - b.getTime());
  return [informationNoticeClock({ decision, sentAt, isWaiting }, rule, now)];
}

/** The clocks of telling people about the decision: by phone, if it is expedited, and in writing. */
async function noticeClocks(
  { records, settings }: Ports,
  record: CaseRecord,
  clock: LedgerClock | undefined,
  now: Date,
): Promise<readonly LedgerClock[]> {
  const { id, decision } = record;
  if (!decision || !clock) return [];
  const kind = decision.decision === 'approve' ? 'approval' : 'denial';
  const toOffice = (await records.notices(id)).find((each) => each.kind === kind);
  const toMember = (await records.memberLetters(id)).find((each) => each.kind === kind);
  if (!toOffice) return [];
  const rule = oralNoticeRuleOf(settings, record);
  const events = rule ? await records.events(id) : [];
  const recipients = [
    {
      name: 'prescriber' as const,
      oral: oralNoticeIn(events, 'prescriber'),
      sentAt: noticeWentOut(toOffice),
    },
    ...(toMember
      ? [
          {
            name: 'member' as const,
            oral: oralNoticeIn(events, 'member'),
            sentAt: letterWentOut(toMember),
          },
        ]
      : []),
  ];
  const told = { decision: clock, decidedAt: decision.at, recipients };
  const written = writtenNoticeClock(told, now);
  return rule ? [oralNoticeClock(told, rule, now), written] : [written];
}

/** When a letter to the provider office was sent; null while one that came back waits. */
function noticeWentOut(notice: NoticeRecord): Date | null {
  return isOutstanding(notice) ? null : (notice.resentAt ?? notice.sentAt);
}

/** When a letter to the member was sent by email, or mailed. */
function letterWentOut({ madeAt, mailed, to }: MemberLetterRecord): Date | null {
  return to === null ? (mailed?.at ?? null) : madeAt;
}

/** Those that run, soonest first; the rest as it was. */
function strictestFirst(clocks: readonly LedgerClock[]): readonly LedgerClock[] {
  const runs = ({ state }: LedgerClock) => state === 'running' || state === 'tolled';
  const running = clocks.filter(runs);
  const over = clocks.filter((clock) => !runs(clock));
  return [...running.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()), ...over];
}
