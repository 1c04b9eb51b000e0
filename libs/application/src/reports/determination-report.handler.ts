import {
  earlier,
  endOfDay,
  startOfDay,
  type CalendarDate,
  type ReadableLines,
} from '@assent/domain';
import { factLabel } from '@assent/guidelines';
import type { Ports } from '../ports/ports';
import type {
  DeterminationFigures,
  DeterminationRow,
  ReportGroup,
  ReportRepository,
} from '../ports/report-repository';
import { missedClocks, NONE_MISSED, type MissedClocks, type MissedOfPlan } from './missed-clocks';

/**
 * A row of the report, with its missed clocks and with shares of all approvals and denials; null if
 * there are none. Cases that were approved after an appeal may have been denied before these days.
 */
export interface DeterminationShares extends DeterminationRow, MissedClocks {
  /** Percent, to one decimal. */
  readonly approvedPercent: number | null;
  readonly deniedPercent: number | null;
  readonly approvedAfterAppealPercent: number | null;
  readonly extendedApprovedPercent: number | null;
}

/** What was determined in some days of the payer's zone. */
export interface DeterminationReport extends Omit<DeterminationFigures, 'rows' | 'information'> {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** All of them first, then drugs and items, each by urgency, then by plan. */
  readonly rows: readonly DeterminationShares[];
  /** What offices were asked for, each fact with what people call it. */
  readonly information: readonly (DeterminationFigures['information'][number] & {
    readonly label: string;
  })[];
}

/**
 * The determinations of the days from `from` to `to`, both included, as the federal metrics of prior
 * authorization ask for them (CMS-0057-F): by the day on which a case closed, or a question was asked.
 * Clocks count on the day on which they were due.
 */
export function reportDeterminations({ clock, settings }: Ports, reading: ReportRepository) {
  return async (
    from: CalendarDate,
    to: CalendarDate,
    lines: ReadableLines = null,
  ): Promise<DeterminationReport> => {
    const { clocks, timeZone } = settings;
    const now = await clock.now();
    const start = startOfDay(from, timeZone);
    const end = endOfDay(to, timeZone);
    const until = earlier(end, now);
    const [{ rows, information, ...figures }, due] = await Promise.all([
      reading.determinations(start, end, lines),
      reading.dueClocks(start, until, now, lines),
    ]);
    const missed = missedClocks(due, clocks, { from: start, until, now });
    return {
      from,
      to,
      rows: inOrder(withMissed(rows, missed)).map(withShares),
      information: information.map((each) => ({ ...each, label: factLabel(each.fact) })),
      ...figures,
    };
  };
}

/** The rows that a plan's cases are counted in: all, its kind, its kind and urgency, and its own. */
function groupsOf(plan: ReportGroup): readonly ReportGroup[] {
  const { kind, urgency } = plan;
  const all = { lineOfBusiness: null, coverageType: null, kind: null, urgency: null };
  return [all, { ...all, kind }, { ...all, kind, urgency }, plan];
}

/** A clock can be missed in days in which no case of its plan closed, so it may have a row of its own. */
function withMissed(
  rows: readonly DeterminationRow[],
  missed: readonly MissedOfPlan[],
): readonly (DeterminationRow & MissedClocks)[] {
  const counted = new Map<string, DeterminationRow & MissedClocks>(
    rows.map((row) => [keyOf(row), { ...row, ...NONE_MISSED }]),
  );
  for (const one of missed) {
    if (Object.keys(NONE_MISSED).every((name) => one[name as keyof MissedClocks] === 0)) continue;
    const { lineOfBusiness, coverageType, kind, urgency } = one;
    for (const group of groupsOf({ lineOfBusiness, coverageType, kind, urgency })) {
      const key = keyOf(group);
      const row = counted.get(key) ?? { ...NOTHING_CLOSED, ...NONE_MISSED, ...group };
      counted.set(key, {
        ...row,
        missedDecision: row.missedDecision + one.missedDecision,
        missedOralNotice: row.missedOralNotice + one.missedOralNotice,
        missedWrittenNotice: row.missedWrittenNotice + one.missedWrittenNotice,
        missedPeerToPeer: row.missedPeerToPeer + one.missedPeerToPeer,
        missedAppeal: row.missedAppeal + one.missedAppeal,
        missedForwarding: row.missedForwarding + one.missedForwarding,
      });
    }
  }
  return [...counted.values()];
}

/** A row of cases of which none closed. */
export const NOTHING_CLOSED: Omit<DeterminationRow, keyof ReportGroup> = {
  approved: 0,
  autoApproved: 0,
  modified: 0,
  denied: 0,
  approvedAfterAppeal: 0,
  afterFindings: 0,
  upheldAfterFindings: 0,
  withdrawn: 0,
  routed: 0,
  extended: 0,
  extendedApproved: 0,
  expedited: 0,
  onTime: 0,
  late: 0,
  averageHours: null,
  medianHours: null,
};

/** In the order of the report: of each, the whole before its parts, and standard before expedited. */
function keyOf({ lineOfBusiness, coverageType, kind, urgency }: ReportGroup): string {
  const speed = urgency === null ? 0 : urgency === 'standard' ? 1 : 2;
  return [lineOfBusiness ?? '', coverageType ?? '', kind ?? '', speed].join(' ');
}

function inOrder<Row extends ReportGroup>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function withShares(row: DeterminationRow & MissedClocks): DeterminationShares {
  const decided = row.approved + row.denied;
  const percent = (part: number) =>
    decided === 0 ? null : Math.round((1_000 * part) / decided) / 10;
  return {
    ...row,
    approvedPercent: percent(row.approved),
    deniedPercent: percent(row.denied),
    approvedAfterAppealPercent: percent(row.approvedAfterAppeal),
    extendedApprovedPercent: percent(row.extendedApproved),
  };
}
