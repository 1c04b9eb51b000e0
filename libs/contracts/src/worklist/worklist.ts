import { MAX_COUNT, QUEUES, REVIEW_REASONS } from '@assent/domain';
import { z } from 'zod';
import { SEARCH_WORDS } from '../http/queries';
import {
  calendarDate,
  caseStatus,
  caseStatuses,
  dateOrInstant,
  instant,
  lineOfBusiness,
  requestType,
  shortText,
  urgency,
  WITHHELD,
} from '../http/wire';
import { stuckCause } from '../stuck/stuck';

export const queue = z.enum(QUEUES);

/** A worklist's filters. Sent as a body, to keep names out of addresses. */
const filters = {
  queue: queue.optional(),
  status: caseStatuses.optional(),
  q: shortText.optional().meta({
    description: SEARCH_WORDS,
  }),
  requestType: requestType.optional(),
  urgency: urgency.optional(),
  lineOfBusiness: lineOfBusiness.optional(),
  assignee: shortText.optional(),
  stuckCause: stuckCause.optional(),
  dueBefore: dateOrInstant.optional(),
};

export const caseFilter = z.strictObject(filters).meta({ description: 'Filters of the worklist' });

/** Which page of a list, when requested in a body. */
export const pageAsked = {
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1_000).optional(),
};

export const caseSearch = z
  .strictObject({ ...filters, ...pageAsked })
  .meta({ description: 'A page of a worklist' });

export const caseSummary = z
  .strictObject({
    id: z.uuid(),
    number: z.string(),
    version: z.int(),
    status: caseStatus,
    requestType,
    urgency,
    lineOfBusiness,
    drug: z.string(),
    memberName: z.string(),
    memberId: z.string(),
    birthDate: calendarDate,
    prescriberName: z.string(),
    receivedAt: instant,
    clock: z.strictObject({
      dueAt: instant.nullable(),
      state: z.enum(['not-applicable', 'running', 'met', 'missed', 'ended']),
      why: z
        .string()
        .nullable()
        .meta({ description: 'Why an open case is due then, in a sentence' }),
    }),
    assignee: z.string().nullable(),
    snoozedUntil: instant.nullable(),
    handedUp: z
      .strictObject({ by: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: 'Who left it to the medical directors, and why' }),
    reviewReason: z
      .enum([...REVIEW_REASONS, WITHHELD])
      .nullable()
      .meta({ description: '`withheld` where reviewers record their own findings first' }),
    held: z
      .boolean()
      .meta({ description: 'Whether a hold keeps the software from approving the open case' }),
    missing: z.array(z.string()).meta({ description: 'The missing information of an open case' }),
    stuck: z.strictObject({ cause: stuckCause, since: instant, detail: z.string() }).nullable(),
    withoutCoverSince: calendarDate.nullable(),
  })
  .meta({ description: 'A case in the worklist' });

export const caseSummaryPage = z.strictObject({
  items: z.array(caseSummary),
  nextCursor: z.string().nullable(),
});

export const count = z.int().min(0).max(MAX_COUNT);

export const more = z.boolean().meta({ description: 'Whether there are more than `count`' });

export const queueCounts = z.strictObject({
  items: z.array(z.strictObject({ queue, count, more })),
});

export type CaseSummaryJson = z.infer<typeof caseSummary>;

export type CaseSummaryPageJson = z.infer<typeof caseSummaryPage>;

export type QueueCountsJson = z.infer<typeof queueCounts>;
