import type { CaseEvent, CaseEventType } from '@assent/application';
import type { TimelineJson } from '@assent/contracts';

type Details = CaseEvent['details'];

/** A case's events on the wire, each with one sentence for people. */
export function toTimelineJson(events: readonly CaseEvent[]): TimelineJson {
  return {
    items: events.map((event) => ({
      at: event.at.toISOString(),
      type: event.type,
      actor: { subject: event.actor.subject, role: event.actor.role },
      summary: summaryOf(event),
      details: { ...event.details },
    })),
  };
}

/** One sentence for people. */
export function summaryOf({ type, details }: CaseEvent): string {
  return SUMMARIES[type](details);
}

const SUMMARIES: Readonly<Record<CaseEventType, (details: Details) => string>> = {
  'case-opened': () => 'The case was opened.',
  'continuation-opened': () => 'The continuation review was opened.',
  'information-given': () => 'Information was given.',
  determined: ({ outcome }) =>
    `The request was evaluated${wordOr(outcome, (word) => `: ${word}`)}.`,
  'information-requested': () => "The prescriber's office was asked for information.",
  'handed-to-review': ({ reason }) =>
    `The case was handed to a reviewer${wordOr(reason, (word) => `: ${word}`)}.`,
  escalated: () => 'The decision is overdue; the case was escalated.',
  approved: ({ authorization }) =>
    `The request was approved${wordOr(authorization, (number) => ` with authorization ${number}`)}.`,
  denied: () => 'The request was denied.',
  withdrawn: () => 'The request was withdrawn.',
  routed: ({ to }) => `The request was routed elsewhere${wordOr(to, (word) => `: ${word}`)}.`,
  'notice-sent': ({ kind }) => `A notice was sent${wordOr(kind, (word) => `: ${word}`)}.`,
  'notice-undeliverable': ({ kind }) =>
    `A notice could not be delivered${wordOr(kind, (word) => `: ${word}`)}.`,
  'cover-lapsed': () => 'The cover ran out before the renewal was decided.',
  'cover-restored': () => 'The member is covered again.',
  assigned: ({ assignee }) => `The case was given${wordOr(assignee, (person) => ` to ${person}`)}.`,
  released: () => 'The case was given back.',
  snoozed: ({ until }) => `The case was snoozed${wordOr(until, (instant) => ` until ${instant}`)}.`,
  unsnoozed: () => 'The case was put back into its queues.',
  'document-added': () => 'A document was added.',
  reminded: () => "The prescriber's office was reminded at a person's wish.",
  repaired: ({ action }) => `The case was moved on${wordOr(action, (word) => `: ${word}`)}.`,
};

/** What to say of a detail that is a text; nothing of another. */
function wordOr(detail: unknown, say: (word: string) => string): string {
  return typeof detail === 'string' ? say(detail) : '';
}
