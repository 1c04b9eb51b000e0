import { BENEFIT_KINDS } from '@assent/domain';
import { z } from 'zod';
import { actor, calendarDate, coverageType, instant, lineOfBusiness, urgency } from '../http/wire';

const reach = z.enum(['up', 'down']);

export const overview = z
  .strictObject({
    at: instant,
    health: z.strictObject({
      api: reach,
      database: reach,
      temporal: reach,
      outbox: z.strictObject({
        waiting: z.int(),
        failing: z.int(),
        oldestSince: instant.nullable(),
      }),
      notices: z.strictObject({ due: z.int(), undeliverable: z.int() }),
      reconciler: z.strictObject({ checkedAt: instant.nullable(), stuck: z.int() }),
    }),
    deadlines: z
      .strictObject({ met: z.int(), missed: z.int(), running: z.int(), overdue: z.int() })
      .meta({ description: 'Cases decided in these days, and cases open now' }),
    days: z
      .array(
        z.strictObject({
          date: calendarDate,
          approvedBySoftware: z.int(),
          approvedByPerson: z.int(),
          denied: z.int(),
          withdrawn: z.int(),
          routed: z.int(),
          opened: z.int(),
        }),
      )
      .meta({ description: "Each of the last 30 days in the payer's time zone, oldest first" }),
    timesToDecision: z
      .array(
        z.strictObject({
          within: z.enum(['minute', 'hour', 'day', '3-days', '7-days', '15-days', 'longer']),
          bySoftware: z.int(),
          byPerson: z.int(),
        }),
      )
      .meta({ description: 'Time from receipt to decision, for the same days' }),
    medianHours: z.number().nullable(),
    slowestTenthHours: z.number().nullable().meta({ description: 'The 90th percentile' }),
  })
  .meta({ description: 'The state of the system now and in the last 30 days' });

export const activityPage = z.strictObject({
  items: z.array(
    z.strictObject({
      at: instant,
      type: z.string(),
      caseId: z.uuid(),
      caseNumber: z.string(),
      actor,
      summary: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const caseEventMessage = z
  .strictObject({ type: z.string(), caseId: z.uuid(), at: instant })
  .meta({ description: 'The data of one event; its id resumes the stream after it' });

const count = z.int();
const hours = z.number().nullable();
const percent = z
  .number()
  .nullable()
  .meta({ description: 'Of approvals and denials, to one decimal' });

const missed = count.meta({ description: 'Due in these days, and missed by now' });

const benefitKind = z
  .enum(BENEFIT_KINDS)
  .meta({ description: 'A drug, or a medical item or service' });

/** What a part of the report is about; whole plans only. */
const ofPlan = {
  lineOfBusiness,
  coverageType: coverageType.nullable().meta({ description: 'Null where another payer decides' }),
  kind: benefitKind,
  urgency,
};

export const determinationReport = z
  .strictObject({
    from: calendarDate,
    to: calendarDate,
    rows: z
      .array(
        z.strictObject({
          lineOfBusiness: lineOfBusiness
            .nullable()
            .meta({ description: 'Null in the rows that count the cases of all plans' }),
          coverageType: coverageType.nullable(),
          kind: benefitKind.nullable().meta({ description: 'Null in the row of all cases' }),
          urgency: urgency.nullable(),
          approved: count,
          autoApproved: count.meta({ description: 'Of the approved ones, by software' }),
          modified: count.meta({ description: 'Of the approved ones, on other terms than asked' }),
          denied: count,
          approvedAfterAppeal: count.meta({
            description:
              'Cases whose appeal was decided for the member in these days, in full or in part, by the plan or outside of it; they may have closed earlier',
          }),
          afterFindings: count.meta({
            description: "Of the denied ones, after the reviewer's own findings",
          }),
          upheldAfterFindings: count.meta({
            description:
              'Appeals decided in these days that kept the denial, or a part of it, after findings of who decided',
          }),
          withdrawn: count,
          routed: count,
          extended: count.meta({ description: 'Whose deadline was extended' }),
          extendedApproved: count.meta({
            description: 'Of the approved ones, after their deadline was extended',
          }),
          expedited: count.meta({ description: 'Upgraded to expedited after receipt' }),
          onTime: count.meta({ description: 'Decided by the deadline' }),
          late: count,
          missedDecision: missed,
          missedOralNotice: missed,
          missedWrittenNotice: missed,
          missedPeerToPeer: missed,
          missedAppeal: missed,
          missedForwarding: missed,
          approvedPercent: percent,
          deniedPercent: percent,
          approvedAfterAppealPercent: percent,
          extendedApprovedPercent: percent,
          averageHours: hours.meta({ description: 'From receipt to decision' }),
          medianHours: hours,
        }),
      )
      .meta({
        description:
          'All cases first, then drugs and items, each by urgency, then by plan and urgency',
      }),
    criteria: z
      .array(z.strictObject({ ...ofPlan, guideline: z.string(), id: z.string(), denials: count }))
      .meta({ description: 'What denials were based on, most often named first' }),
    information: z
      .array(
        z.strictObject({
          ...ofPlan,
          fact: z.string(),
          label: z.string().meta({ description: 'What people call the fact' }),
          asked: count,
          answered: count,
          medianHours: hours,
        }),
      )
      .meta({ description: 'What provider offices were asked for, each fact once a case' }),
  })
  .meta({
    description: 'Determinations by the day on which a case closed, in the zone of the payer',
  });

export type DeterminationReportJson = z.infer<typeof determinationReport>;

export type OverviewJson = z.infer<typeof overview>;

export type ActivityPageJson = z.infer<typeof activityPage>;
