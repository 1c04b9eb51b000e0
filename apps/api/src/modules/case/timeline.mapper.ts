import {
  BY_CHANNEL,
  dayWords,
  END_WORDS,
  EVIDENCE_WORDS,
  instantWords,
  type CaseEvent,
  type CaseEventType,
  type MemberContact,
  type NoticeKind,
} from '@assent/application';
import type { TimelineJson } from '@assent/contracts';
import type { RoutingTarget } from '@assent/criteria';
import {
  isCalendarDate,
  type AppealClosing,
  type ContinuedRefusal,
  type AppealDebt,
  type AppealOutcome,
  type AppealReviewReason,
  type Appellant,
  type CallOutcome,
  type DismissalOutcome,
  type Opinion,
  type OpinionRole,
  type OutsideReview,
  type Outcome,
  type Repair,
  type ReviewReason,
  type TimeZone,
  type Upgrade,
} from '@assent/domain';

type Details = CaseEvent['details'];
type Words<Key extends string> = Readonly<Record<Key, string>>;

type TimelineItem = TimelineJson['items'][number];

/** A case's events as the text of `TimelineJson`, in pieces as they come. */
export async function* timelineText(
  pieces: AsyncIterable<readonly CaseEvent[]>,
  zone: TimeZone,
): AsyncGenerator<string, void> {
  yield '{"items":[';
  let separator = '';
  for await (const events of pieces) {
    for (const event of events) {
      yield separator + JSON.stringify(toTimelineItem(event, zone));
      separator = ',';
    }
  }
  yield ']}';
}

/** An event on the wire, with one sentence for people. */
export function toTimelineItem(event: CaseEvent, zone: TimeZone): TimelineItem {
  return {
    at: event.at.toISOString(),
    type: event.type,
    actor: { subject: event.actor.subject, role: event.actor.role },
    summary: summaryOf(event, zone),
    details: { ...event.details },
  };
}

/** One sentence for people, with instants in `zone`. */
export function summaryOf({ type, details }: CaseEvent, zone: TimeZone): string {
  // Perhaps written by a newer build while this one still runs.
  if (!Object.hasOwn(SUMMARIES, type)) return 'The case changed.';
  return SUMMARIES[type](details, zone);
}

const SUMMARIES: Readonly<Record<CaseEventType, (details: Details, zone: TimeZone) => string>> = {
  'case-opened': ({ channel, receivedAt, evidence }, zone) =>
    evidence === undefined
      ? 'Request received and case opened.'
      : `Request received${of(BY_CHANNEL, channel, ' ')}${instantOr(receivedAt, zone, (at) => `, ${at}`)}${of(EVIDENCE_WORDS, evidence, ', by ')}; case opened.`,
  'continuation-opened': () => 'Renewal review opened.',
  'information-given': () => 'Information added.',
  determined: ({ outcome, guideline, because, gone, withheld }) =>
    withheld === true
      ? 'Criteria check; its result is withheld until findings are recorded.'
      : `Criteria check${of(OUTCOMES, outcome, ': ')}${listOr(because, '', ', but ')}${listOr(gone, '', '; no longer the case: ')}.${guideline === undefined ? '' : REREAD}`,
  'information-requested': () => 'Information request created for the provider office.',
  'handed-to-review': ({ reason, because, released }) =>
    `Sent to clinical review${listOr(because, of(REASONS, reason, ': '), ': ')}${wordOr(released, (person) => `; unassigned from ${person}, who can't make determinations`)}.`,
  escalated: () => 'Decision past due; case escalated.',
  expedited: ({ by, dueAt }, zone) =>
    `Expedited${of(ASKING, by, ' at the request of ')}${instantOr(dueAt, zone, (due) => `; decision due ${due}`)}.`,
  'deadline-extended': ({ basis, dueAt }, zone) =>
    `Deadline extended${instantOr(dueAt, zone, (due) => ` to ${due}`)}${wordOr(basis, (rule) => ` (${rule})`)}.`,
  'oral-notice-given': ({ to, spokenAt }, zone) =>
    `Told${of(ASKING, to, ' ')} of the decision by phone${instantOr(spokenAt, zone, (at) => `, ${at}`)}.`,
  'receipt-evidence-added': ({ evidence }) =>
    `Evidence of receipt added${of(EVIDENCE_WORDS, evidence, ': ')}.`,
  'clock-stopped': ({ answerDueAt }, zone) =>
    `The decision deadline waits for the provider office's answer${instantOr(answerDueAt, zone, (due) => `, until ${due} at the latest`)}.`,
  'clock-resumed': ({ at, because }, zone) =>
    `The decision deadline no longer waits for the provider office${of(RESUMED, because, ': ')}${instantOr(at, zone, (instant) => `, ${instant}`)}.`,
  'clock-rule-applied': ({ appeal, dueAt }, zone) =>
    `Deadline${wordOr(appeal, (number) => ` of appeal ${number}`)} counted again by the plan's figure of today${instantOr(dueAt, zone, (due) => `; due ${due}`)}.`,
  'peer-to-peer-requested': ({ slots }, zone) =>
    `Peer-to-peer call requested${listOr(Array.isArray(slots) ? slots.map((slot) => instantOr(slot, zone, (at) => at)) : [], '', ': ')}.`,
  'peer-to-peer-agreed': ({ slot }, zone) =>
    `Peer-to-peer call agreed${instantOr(slot, zone, (at) => ` for ${at}`)}.`,
  'peer-to-peer-due': ({ caller }) =>
    `The agreed time of the peer-to-peer call has come: ${wordOr(caller, (person) => person) || 'a reviewer'} has to call the prescriber now.`,
  'peer-to-peer-escalated': ({ caller, dueAt }, zone) =>
    `Peer-to-peer call past due${instantOr(dueAt, zone, (due) => ` since ${due}`)}: ${wordOr(caller, (person) => person) || 'a reviewer'} has to call the prescriber and record the outcome.`,
  'peer-to-peer-outcome': ({ outcome }) => `Peer-to-peer call${of(CALLS, outcome, ' ')}.`,
  'appeal-opened': ({ appeal, by, ground, reviewReasons, dueAt }, zone) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} received${of(APPEALING, by, ' from ')}${of(APPEAL_GROUNDS, ground, ', because ')}${listOr(wordsOf(APPEAL_REASONS, reviewReasons), '', '; review needed first: ')}${instantOr(dueAt, zone, (due) => `; decision due ${due}`)}.`,
  'appeal-expedited': ({ appeal, by, dueAt }, zone) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} expedited${of(ASKING, by, ' at the request of ')}${instantOr(dueAt, zone, (due) => `; decision due ${due}`)}.`,
  'appeal-escalated': ({ appeal, owed, forwardBy }, zone) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} escalated${of(APPEAL_DEBTS, owed, ': ')}${instantOr(forwardBy, zone, (due) => `; the case file must reach outside review by ${due}`)}.`,
  'appeal-cause-accepted': ({ appeal, about }) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} accepted for review${of(CAUSES, about, ': ')}.`,
  'appeal-authority-proven': ({ appeal }) =>
    `Proof of authority received for appeal${wordOr(appeal, (number) => ` ${number}`)}.`,
  'appeal-dismissed': ({ appeal, about }) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} dismissed${of(APPEAL_REASONS, about, ': ')}.`,
  'appeal-dismissal-vacated': ({ appeal, dueAt }, zone) =>
    `Dismissal of appeal${wordOr(appeal, (number) => ` ${number}`)} vacated${instantOr(dueAt, zone, (due) => `; decision due ${due}`)}.`,
  'appeal-decided': ({ appeal, outcome, authorization }) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} decided${of(APPEAL_OUTCOMES, outcome, ': ')}${wordOr(authorization, (number) => `, authorization ${number}`)}.`,
  'appeal-withdrawn': ({ appeal, closedAs }) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} ${of(APPEAL_CLOSINGS, closedAs, '') || 'withdrawn'}.`,
  'appeal-forwarded': ({ appeal, to, dueAt, of: what }, zone) =>
    `${what === 'dismissal' ? 'Dismissal of appeal' : 'Appeal'}${wordOr(appeal, (number) => ` ${number}`)} sent${of(REVIEWS, to, ' to ')}${instantOr(dueAt, zone, (due) => `; its outcome is due ${due}`)}.`,
  'benefits-requested': ({ appeal, by }) =>
    `Continued coverage requested${of(APPEALING, by, ' by ')}${wordOr(appeal, (number) => ` during appeal ${number}`)}.`,
  'benefits-continued': ({ appeal, authorization, from }) =>
    `Coverage continues${dayOr(from, (day) => ` from ${day}`)}${wordOr(appeal, (number) => ` while appeal ${number} is open`)}${wordOr(authorization, (number) => `, authorization ${number}`)}.`,
  'benefits-refused': ({ appeal, reason }) =>
    `Coverage does not continue${wordOr(appeal, (number) => ` during appeal ${number}`)}${of(BENEFITS_REFUSALS, reason, ': ')}.`,
  'benefits-ended': ({ authorization, lastDay }) =>
    `Continued coverage ends${dayOr(lastDay, (day) => ` on ${day}`)}${wordOr(authorization, (number) => `, authorization ${number}`)}.`,
  'appeal-outcome': ({ appeal, outcome, authorization, dueAt }, zone) =>
    `Appeal${wordOr(appeal, (number) => ` ${number}`)} decided in outside review${of(EXTERNAL_OUTCOMES, outcome, ': ')}${wordOr(authorization, (number) => `, authorization ${number}`)}${instantOr(dueAt, zone, (due) => `; decision due ${due}`)}.`,
  'findings-recorded': ({ changed }) =>
    `Own findings recorded${listOr(changed, '', '; changed after the results were shown: ')}.`,
  'appeal-findings-recorded': ({ appeal, changed }) =>
    `Own findings recorded on appeal${wordOr(appeal, (number) => ` ${number}`)}${listOr(changed, '', '; changed after the results were shown: ')}.`,
  approved: ({ agreedBy, authorization, modified, appeal }) =>
    `Approved${modified === undefined ? '' : ' with changes'}${wordOr(appeal, (number) => ` by the decision on appeal ${number}`)}${wordOr(authorization, (number) => `, authorization ${number}`)}${wordOr(agreedBy, (person) => `; ${person} agreed`)}.`,
  denied: () => 'Denied.',
  withdrawn: () => 'Withdrawn.',
  routed: ({ to }) => `Routed to another payer${of(ELSEWHERE, to, ': ')}.`,
  'notice-sent': ({ kind, sending }) =>
    `Letter sent${typeof sending === 'number' ? ` again (sending ${sending})` : ''}${of(LETTERS, kind, ': ')}.`,
  'notice-undeliverable': ({ kind }) => `Letter not delivered${of(LETTERS, kind, ': ')}.`,
  'member-letter-sent': ({ kind }) => `Letter to the member sent${of(LETTERS, kind, ': ')}.`,
  'member-letter-to-print': ({ kind }) =>
    `Letter to the member ready to print${of(LETTERS, kind, ': ')}.`,
  'member-letter-mailed': ({ kind }) =>
    `Printed letter to the member mailed${of(LETTERS, kind, ': ')}.`,
  'letter-delivered': ({ kind, recipient }) =>
    `Letter${of(TO, recipient, ' to ')} delivered${of(LETTERS, kind, ': ')}.`,
  'letter-bounced': ({ code, kind, recipient }) =>
    `Letter${of(TO, recipient, ' to ')} came back${wordOr(code, (each) => ` (${each})`)}${of(LETTERS, kind, ': ')}.${recipient === 'member' ? ' It is to be printed and mailed.' : ''}`,
  'cover-lapsed': () => 'Coverage ended before the renewal was decided.',
  'cover-restored': () => 'Coverage is active again.',
  'coverage-moved': ({ from, to }) =>
    `If approved, coverage would now start${dayOr(to, (day) => ` on ${day}`)}${dayOr(from, (day) => ` instead of ${day}`)}.`,
  'authorization-ended': ({ authorization, reason, lastDay, replacedBy }) =>
    `Authorization${wordOr(authorization, (number) => ` ${number}`)} ended${of(END_WORDS, reason, ': ')}${wordOr(replacedBy, (number) => ` by ${number}`)}${dayOr(lastDay, (day) => `, last day of coverage ${day}`)}.`,
  assigned: ({ assignee }) => `Assigned${wordOr(assignee, (person) => ` to ${person}`)}.`,
  released: () => 'Unassigned.',
  snoozed: ({ until }, zone) =>
    `Snoozed${wordOr(until, (instant) => ` until ${instantWords(new Date(instant), zone)}`)}.`,
  unsnoozed: () => 'Snooze ended.',
  'handed-up': () => 'Handed up to the medical directors.',
  'handed-back': ({ assignee }) => `Handed back${wordOr(assignee, (person) => ` to ${person}`)}.`,
  'opinion-asked': ({ approveMonths, person, role }) =>
    `Second opinion requested${wordOr(person, (who) => ` from ${who}`)}${of(OPINION_ROLES, role, ' from ')}${typeof approveMonths === 'number' ? `, on an approval for ${approveMonths} months` : ''}.`,
  'opinion-given': ({ opinion }) => `Second opinion given${of(OPINIONS, opinion, ': ')}.`,
  'document-added': () => 'Document added.',
  'document-scanned': ({ found }) =>
    `Document scanned${wordOr(found, (name) => `: infected (${name}). It can't be opened`)}.`,
  'opened-with-reason': ({ until }, zone) =>
    `Opened by a person of another line of business, with a reason${wordOr(until, (instant) => `, until ${instantWords(new Date(instant), zone)}`)}.`,
  'prescriber-changed': ({ email }) =>
    email === undefined
      ? "Prescriber's phone number changed."
      : "Prescriber's contact details changed.",
  'member-contact-changed': ({ changed }) =>
    `Contact details of the member changed${listOr(wordsOf(MEMBER_CONTACT, changed), '', ': ')}.`,
  reminded: () => 'Reminder to the provider office requested.',
  repaired: ({ action }) => `Stuck case repaired${of(REPAIRS, action, ': ')}.`,
};

const REREAD = ' The guideline was corrected after the last check; the corrected version was used.';

export const OUTCOMES: Words<Outcome> = {
  'criteria-met': 'criteria met',
  'criteria-not-met': 'criteria not met',
  'information-needed': 'information missing',
  'not-applicable': 'another payer decides',
};

const REASONS: Words<ReviewReason> = {
  'criteria-not-met': 'criteria not met',
  hold: 'conflicting information',
  'information-overdue': 'the provider office did not answer in time',
  'criteria-met': 'criteria met, the reviewer approves or unassigns it',
};

const ELSEWHERE: Words<RoutingTarget> = {
  'prime-therapeutics': 'Prime Therapeutics',
  fep: 'the Federal Employee Program',
  sao: 'the state account organization',
  'no-guideline': 'no guideline for this drug',
};

const CALLS: Words<CallOutcome> = {
  held: 'held',
  'plan-missed': 'missed by the plan; it is still owed',
  'prescriber-missed': 'missed by the prescriber',
};

const RESUMED: Words<'answer' | 'document' | 'letter-bounced'> = {
  answer: 'it answered',
  document: 'a document came in',
  'letter-bounced': 'the letter about the extension came back',
};

const OPINION_ROLES: Words<OpinionRole> = {
  pharmacist: 'a pharmacist',
  'medical-director': 'a medical director',
};

const OPINIONS: Words<Opinion> = {
  agree: 'agrees',
  disagree: 'disagrees',
  'more-information': 'more information is needed',
};

const ASKING: Words<Upgrade['by']> = {
  member: 'the member',
  prescriber: 'the prescriber',
};

/** Whom a letter is for. */
const TO: Words<'member' | 'prescriber'> = {
  member: 'the member',
  prescriber: 'the provider office',
};

const APPEALING: Words<Appellant> = {
  member: 'the member',
  prescriber: 'the prescriber',
  representative: "the member's representative",
};

const APPEAL_REASONS: Words<AppealReviewReason> = {
  late: 'it is late',
  'no-proof-of-authority': 'the representative sent no proof of authority',
};

/** A denial goes without saying. */
const APPEAL_GROUNDS: Words<'no-decision'> = {
  'no-decision': 'the request was not decided in time',
};

const BENEFITS_REFUSALS: Words<ContinuedRefusal> = {
  'not-provided': 'this kind of plan has no rule for it',
  'not-ongoing': 'the appeal is not about a renewal',
  'coverage-over': 'coverage had ended before the renewal was requested',
  'ended-early': 'the authorization was ended early',
  covered: 'another authorization covers these days',
  late: 'the request came too late',
};

const APPEAL_CLOSINGS: Words<AppealClosing> = {
  withdrawn: 'withdrawn',
  dismissed: 'dismissed',
  'case-withdrawn': 'closed: the request was withdrawn',
  'case-approved': 'closed: the request was approved as asked',
};

const CAUSES: Words<AppealReviewReason> = {
  late: 'the reason for being late is accepted',
  'no-proof-of-authority': 'the authority of the representative is accepted',
};

const APPEAL_OUTCOMES: Words<AppealOutcome> = {
  upheld: 'denial upheld',
  overturned: 'denial overturned',
  'partly-overturned': 'denial overturned in part',
};

const EXTERNAL_OUTCOMES: Words<AppealOutcome | `dismissal-${DismissalOutcome}`> = {
  ...APPEAL_OUTCOMES,
  'dismissal-upheld': 'the dismissal stays',
  'dismissal-vacated': 'the dismissal is vacated and the appeal is open again',
};

const APPEAL_DEBTS: Words<AppealDebt> = {
  decision: 'the decision is past due',
  forwarding: 'the case file for outside review is past due',
};

export const REVIEWS: Words<OutsideReview> = {
  'independent-review-entity': 'the independent review entity',
  'external-review': 'external review',
  'state-fair-hearing': 'the state fair hearing',
};

export const LETTERS: Words<NoticeKind> = {
  'information-request': 'information request',
  'information-reminder': 'information request reminder',
  extension: 'deadline extension',
  'peer-to-peer-offer': 'peer-to-peer offer',
  approval: 'approval',
  denial: 'denial',
  withdrawal: 'withdrawal',
  routing: 'routed to another payer',
  'renewal-reminder': 'renewal reminder',
  'cover-lapse': 'coverage ended',
  'authorization-ended': 'authorization ended',
  'appeal-received': 'appeal received',
  'appeal-dismissed': 'appeal dismissed',
  'appeal-reopened': 'appeal reopened',
  'appeal-decided': 'decision on an appeal',
};

const MEMBER_CONTACT: Words<keyof MemberContact> = {
  language: 'language of letters',
  email: 'email address',
  address: 'postal address',
};

const REPAIRS: Words<Repair> = {
  'restart-workflow': 'workflow restarted',
  'send-again': 'pending messages sent again',
  remind: 'provider office reminded',
  claim: 'assigned to a reviewer',
};

/** The meaning of a closed word in the details, after `joint`; empty if they have none. */
function of<Word extends string>(words: Words<Word>, detail: unknown, joint: string): string {
  const found = Object.entries<string>(words).find(([word]) => word === detail);
  return found === undefined ? '' : `${joint}${found[1]}`;
}

/** The meanings of the closed words in a detail. */
function wordsOf<Word extends string>(words: Words<Word>, detail: unknown): readonly string[] {
  return Array.isArray(detail) ? detail.map((word) => of(words, word, '')) : [];
}

/** The texts of a detail in a row, after `joint`; `otherwise` if it has none. */
function listOr(detail: unknown, otherwise: string, joint: string): string {
  return Array.isArray(detail) && detail.length > 0 ? `${joint}${detail.join('; ')}` : otherwise;
}

/** Words for a detail that is a calendar day; empty for another. */
function dayOr(detail: unknown, say: (day: string) => string): string {
  return typeof detail === 'string' && isCalendarDate(detail) ? say(dayWords(detail)) : '';
}

/** Words for a detail that is an instant; empty for another. */
function instantOr(detail: unknown, zone: TimeZone, say: (instant: string) => string): string {
  const isInstant = typeof detail === 'string' && !Number.isNaN(Date.parse(detail));
  return isInstant ? say(instantWords(new Date(detail), zone)) : '';
}

/** Words for a detail that is a text; empty for another. */
function wordOr(detail: unknown, say: (word: string) => string): string {
  return typeof detail === 'string' ? say(detail) : '';
}
