import { LONGEST_NAME, nameUpTo } from '@assent/criteria';
import { HIGHEST_COUNT, QUEUES, type Fault } from '@assent/domain';
import { z } from 'zod';
import { authorization } from './authorization';
import { SEARCH_WORDS } from './queries';
import { stuckCause } from './stuck';
import {
  calendarDate,
  caseStatus,
  caseStatuses,
  dateOrInstant,
  instant,
  lineOfBusiness,
  lineUpTo,
  requestType,
  urgency,
} from './wire';

const text = nameUpTo(LONGEST_NAME).trim();

export const queue = z.enum(QUEUES);

/** What a worklist can be narrowed to. Sent as a body, so that no name stands in an address. */
const filters = {
  queue: queue.optional(),
  status: caseStatuses.optional(),
  q: text.optional().meta({
    description: SEARCH_WORDS,
  }),
  requestType: requestType.optional(),
  urgency: urgency.optional(),
  lineOfBusiness: lineOfBusiness.optional(),
  assignee: text.optional(),
  stuckCause: stuckCause.optional(),
  dueBefore: dateOrInstant.optional(),
};

export const caseFilter = z
  .strictObject(filters)
  .meta({ description: 'What to narrow a worklist to' });

/** Which page of a list, where it is asked for in a body. */
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
    }),
    assignee: z.string().nullable(),
    snoozedUntil: instant.nullable(),
    reviewReason: z.enum(['criteria-not-met', 'hold', 'information-overdue']).nullable(),
    missing: z.array(z.string()).meta({ description: 'The facts that an open case waits for' }),
    stuck: z.strictObject({ cause: stuckCause, since: instant, detail: z.string() }).nullable(),
    withoutCoverSince: calendarDate.nullable(),
  })
  .meta({ description: 'A case as a worklist shows it' });

export const caseSummaryPage = z.strictObject({
  items: z.array(caseSummary),
  nextCursor: z.string().nullable(),
});

const count = z.int().min(0).max(HIGHEST_COUNT);
const more = z.boolean().meta({ description: 'Whether there are more than `count`' });

export const queueCounts = z.strictObject({
  items: z.array(z.strictObject({ queue, count, more })),
});

const person = lineUpTo(LONGEST_NAME);
export const assignment = z.strictObject({ assignee: person });
export const snooze = z.strictObject({
  until: instant.meta({ description: 'In the future, at most 30 days from now' }),
  reason: text,
});
export const nothing = z.strictObject({});

export const batchAction = z.enum(['claim', 'release', 'assign', 'snooze', 'unsnooze', 'repair']);

/** The action to which a member belongs, which needs it; no other takes it. */
const BELONGS_TO = { assignee: 'assign', until: 'snooze', reason: 'snooze' } as const;
const belonging = Object.entries(BELONGS_TO).map(([member, action]) => ({
  member,
  isThatAction: { properties: { action: { const: action } } },
}));

export const batchCommand = z
  .strictObject({
    action: batchAction,
    ids: z.array(z.uuid().toLowerCase()).min(1).max(200),
    assignee: person.optional().meta({ description: 'For `assign`' }),
    until: instant.optional().meta({ description: 'For `snooze`' }),
    reason: text.optional().meta({ description: 'For `snooze`' }),
    preview: z.boolean().default(false).meta({ description: 'Only tells what would happen' }),
  })
  .meta({
    description: 'One command for many cases',
    dependentSchemas: Object.fromEntries(
      belonging.map(({ member, isThatAction }) => [member, isThatAction]),
    ),
    allOf: belonging.map(({ member, isThatAction }) => ({
      if: { ...isThatAction, required: ['action'] },
      then: { required: [member] },
    })),
  });

/** What the schema cannot tell of a batch: the members that its action needs, or does not take. */
export function batchFaults(sent: unknown): readonly Fault[] {
  const { success, data } = z.looseObject({ action: batchAction }).safeParse(sent);
  if (!success) return [];
  return Object.entries(BELONGS_TO).flatMap(([path, action]) => {
    const isGiven = data[path] !== undefined;
    if (isGiven === (data.action === action)) return [];
    return isGiven
      ? { path, code: 'not-applicable', message: `belongs to \`${action}\` only; leave it out` }
      : { path, code: 'required', message: `is required to \`${action}\`` };
  });
}

export const batchAnswer = z
  .strictObject({
    preview: z.boolean(),
    items: z.array(
      z.strictObject({
        id: z.uuid(),
        number: z.string().nullable(),
        ok: z.boolean(),
        code: z.string().nullable().meta({ description: 'The code of the refusal' }),
        detail: z.string().meta({ description: 'What was done, or why not, in a sentence' }),
      }),
    ),
  })
  .meta({ description: 'What became of each case, in the order that was sent' });

const viewName = lineUpTo(80);
export const viewCommand = z.strictObject({
  name: viewName,
  shared: z.boolean().default(false),
  filter: caseFilter,
});
export const savedView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    shared: z.boolean(),
    owner: z.string(),
    filter: caseFilter,
    savedAt: instant,
    count,
    more,
  })
  .meta({ description: "A saved view: one's own, or shared with everybody" });
export const savedViewList = z.strictObject({ items: z.array(savedView) });

export const draftCommand = z.strictObject({
  request: z.record(z.string(), z.unknown()).meta({ description: 'As far as it is written' }),
});
export const draft = z
  .strictObject({
    id: z.uuid(),
    version: z.int(),
    savedAt: instant,
    request: z.record(z.string(), z.unknown()),
  })
  .meta({ description: 'A request that is being written; only its writer sees it' });
export const draftList = z.strictObject({ items: z.array(draft) });
export const removed = z.strictObject({ removed: z.boolean() });

export const duplicateQuestion = z.strictObject({
  memberId: text,
  drug: text,
  requestType: requestType.optional(),
  birthDate: calendarDate.optional().meta({ description: "The member's, as far as it is known" }),
  givenName: text.optional().meta({ description: "The member's, as far as it is known" }),
});
export const duplicateAnswer = z
  .strictObject({
    cases: z.array(caseSummary).meta({ description: 'Open cases of the member for the drug' }),
    authorizations: z
      .array(authorization)
      .meta({ description: 'Those that still cover the member' }),
    birthDateDiffers: z.boolean().meta({
      description: 'Whether the member ID is on file with another birth date: a person looks first',
    }),
    givenNameDiffers: z.boolean().meta({
      description: 'Whether the member ID is on file with another given name: a person looks first',
    }),
  })
  .meta({ description: 'What a new request may repeat' });

export type CaseSummaryJson = z.infer<typeof caseSummary>;
export type CaseSummaryPageJson = z.infer<typeof caseSummaryPage>;
export type QueueCountsJson = z.infer<typeof queueCounts>;
export type SavedViewListJson = z.infer<typeof savedViewList>;
export type DraftListJson = z.infer<typeof draftList>;
export type RemovedJson = z.infer<typeof removed>;
export type DuplicateAnswerJson = z.infer<typeof duplicateAnswer>;
export type SavedViewJson = z.infer<typeof savedView>;
export type DraftJson = z.infer<typeof draft>;
export type BatchAnswerJson = z.infer<typeof batchAnswer>;
