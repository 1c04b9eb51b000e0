import {
  accept,
  clockLedger,
  clockOf,
  refuse,
  runningClock,
  writtenAfterCall,
  type OralNotice,
  type OralNoticeRule,
  type Result,
} from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { ANY_CASE, changeCase, type CaseCommand } from '../case/change-case';
import { clockedCase } from '../life-cycle/running-clock';
import { withEvent } from '../life-cycle/step';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import type { Ports, Settings } from '../ports/ports';

export interface RecordOralNotice extends CaseCommand {
  readonly to: 'member' | 'prescriber';
  /** When it was; now, if absent. */
  readonly spokenAt?: Date;
  readonly note?: string | undefined;
}

/**
 * Records that the member or the prescriber was told of a decision by phone. After a call in time, the
 * letter to them about an expedited decision has some days. Refused: `case-undecided`, `invalid` for a time in the future or
 * before the decision, `case-changed`.
 */
export function recordOralNotice(ports: Ports) {
  return (command: RecordOralNotice): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'record-oral-notice',
      command,
      (before, { now, settings }) => {
        const { to, actor, note, spokenAt = now } = command;
        const { record } = before;
        if (!isDecided(record)) return refuse(UNDECIDED);
        // A time that a person types has no seconds.
        const decidedAt = startOfMinute(record.closedAt ?? now);
        if (spokenAt > now || spokenAt < decidedAt) {
          const message =
            spokenAt > now ? 'must not be in the future' : 'must not be before the decision';
          return refuse({
            code: 'invalid',
            detail: 'the phone call has errors; nothing was saved',
            faults: [{ path: 'spokenAt', code: 'out-of-range', message }],
          });
        }
        const rule = oralNoticeRuleOf(settings, record);
        const [decision] = clockLedger(clockedCase(record), settings.clocks, now);
        const writtenBy = rule && decision && writtenAfterCall(decision, rule, spokenAt);
        const step = withEvent(before, 'oral-notice-given', actor, now, {
          to,
          spokenAt: spokenAt.toISOString(),
          ...(writtenBy && { writtenBy: writtenBy.toISOString() }),
          ...(note !== undefined && { note }),
        });
        return accept({ ...step, isQuiet: true });
      },
      ANY_CASE,
    );
}

/** What the plan's table says about phone calls of this case; undefined if nothing. */
export function oralNoticeRuleOf(
  { clocks }: Settings,
  record: CaseRecord,
): OralNoticeRule | undefined {
  const clock = runningClock(record.clocks);
  return clockOf(clocks, record, record.urgency, clock?.rule.id)?.oralNotice;
}

/** The first call about a decision to the member or the prescriber that the timeline tells of. */
export function oralNoticeIn(
  events: readonly CaseEvent[],
  to: RecordOralNotice['to'],
): OralNotice | null {
  const calls = events
    .filter(({ details, type }) => type === 'oral-notice-given' && details['to'] === to)
    .flatMap(({ details: { spokenAt, writtenBy } }) =>
      typeof spokenAt === 'string' && typeof writtenBy === 'string'
        ? [{ spokenAt: new Date(spokenAt), writtenBy: new Date(writtenBy) }]
        : [],
    )
    .sort((a, b) => a.spokenAt.getTime() - b.spokenAt.getTime());
  return calls[0] ?? null;
}

function startOfMinute(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
}

function isDecided({ status }: CaseRecord): boolean {
  return status === 'approved' || status === 'denied';
}

const UNDECIDED = {
  code: 'case-undecided',
  detail: 'this case has not been decided yet; record the call once it is',
} as const;
