import { mayReview, tenthOfTheClock, type Blocker, type Role, type TimeZone } from '@assent/domain';
import type {
  Comparable,
  LateAppeal,
  LateCall,
  LateCase,
  OverdueStep,
  UnansweredCase,
  UnmadeLetter,
  UnmailedLetter,
  UnscannedDocument,
  UnsentNotice,
  WaitingMessage,
} from '../ports/stuck-repository';
import { mailByOf } from '../life-cycle/mail-by';
import { HELD_BACK } from '../ports/mail';
import type { RetryingStep, WorkflowSight } from '../ports/workflow-inspector';

/*
 * Turns observations into blockers. Each sentence stays true while its blocker lasts, and names
 * only the prescriber and the people who work on the case.
 */

/** How long a worker may take to start a task, in milliseconds. */
const PROMPTLY = 30_000;

/** How late a step or a letter must be before it is reported, in milliseconds. */
const LATE = 60_000;

/** After so many failures the task is at fault, not a worker that just stopped. */
const TOO_OFTEN = 3;

const NOTHING = { lastError: null, attempt: null, nextTryAt: null, authorization: null } as const;

/** An open case's clock: its deadline, and the share that a reviewer has to take the case. */
export function lateness(late: LateCase, now: Date, zone: TimeZone): Blocker[] {
  const { dueAt, receivedAt, reviewSince, status, assignee } = late;
  const share = tenthOfTheClock(receivedAt, dueAt);
  const found: Blocker[] = [];
  if (reviewSince && isIdle(late)) found.push(idleReview(late, reviewSince));
  if (dueAt.getTime() - share <= now.getTime()) found.push(deadline(late, now, share, zone));
  const unclaimedSince = reviewSince && reviewSince.getTime() + share <= now.getTime();
  if (unclaimedSince && status === 'in-review' && assignee === null) {
    found.push({
      ...NOTHING,
      cause: 'review-unclaimed',
      since: reviewSince,
      waitsFor: 'reviewer',
      detail: `Unassigned. Waiting for a reviewer since ${told(reviewSince, zone)}.`,
      repair: 'claim',
    });
  }
  return found;
}

function deadline(late: LateCase, now: Date, share: number, zone: TimeZone): Blocker {
  const { dueAt, status, assignee, prescriber } = late;
  const missed = dueAt <= now;
  const verb = missed ? 'was' : 'is';
  const rest = { ...NOTHING, cause: missed ? 'deadline-missed' : 'deadline-near' } as const;
  const since = missed ? dueAt : new Date(dueAt.getTime() - share);
  const when = `the decision ${verb} due ${told(dueAt, zone)}`;
  if (status === 'pending-information') {
    const detail = `Waiting for ${prescriber}'s office; ${when}.`;
    return { ...rest, since, waitsFor: 'prescriber', detail, repair: 'remind' };
  }
  const reviewer = isIdle(late) ? null : assignee;
  const detail = `Waiting for ${reviewer ?? 'a reviewer'} to decide; ${when}.`;
  return { ...rest, since, waitsFor: 'reviewer', detail, repair: reviewer ? null : 'claim' };
}

/** A review whose assignee may not decide it. */
function isIdle({ status, assigneeRole }: LateCase): boolean {
  return status === 'in-review' && assigneeRole !== null && !mayReview(assigneeRole);
}

function idleReview({ assignee, assigneeRole }: LateCase, since: Date): Blocker {
  const role = assigneeRole === null ? '' : ` (${ROLE_NAMES[assigneeRole]})`;
  return {
    ...NOTHING,
    cause: 'reassign-needed',
    since,
    waitsFor: 'reviewer',
    detail: `Reassign needed: ${assignee ?? 'the assignee'}${role} can't make determinations.`,
    repair: 'claim',
  };
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  intake: 'Intake',
  pharmacist: 'Pharmacist',
  'medical-director': 'Medical Director',
  auditor: 'Auditor',
  admin: 'Administrator',
};

/** No answer after two reminders to the office. */
export function silence(unanswered: UnansweredCase, zone: TimeZone): Blocker {
  const { prescriber, askedAt, remindersSent, reminders, lastReminderAt } = unanswered;
  return {
    ...NOTHING,
    cause: 'no-answer',
    since: askedAt,
    waitsFor: 'prescriber',
    detail: `Waiting for ${prescriber}'s office since ${told(askedAt, zone)}; reminder ${remindersSent} of ${reminders} was sent ${told(lastReminderAt, zone)}.`,
    repair: 'remind',
  };
}

/** An appeal that was not decided, or whose file or outcome outside is late. */
export function appealOverdue(
  { appeal, owed, dueAt, forwardBy }: LateAppeal,
  zone: TimeZone,
): Blocker {
  const due = `due ${told(dueAt, zone)}`;
  const outside = forwardBy
    ? ` Send its file to outside review by ${told(forwardBy, zone)}, then record that it was sent. Until then, it can still be decided.`
    : ' A medical director who took no part in the case has to decide it.';
  const details: Readonly<Record<LateAppeal['owed'], string>> = {
    decision: `Appeal ${appeal} was ${due} and is not decided.${outside}`,
    forwarding: `The file of appeal ${appeal} was ${due} at outside review. Send it, then record that it was sent.`,
    outcome: `The outside review of appeal ${appeal} was ${due} and has no outcome here. Ask for it, then record it.`,
  };
  return {
    ...NOTHING,
    cause: 'appeal-overdue',
    since: dueAt,
    waitsFor: 'reviewer',
    detail: details[owed],
    repair: null,
  };
}

/** A peer-to-peer call that the plan still owes after its deadline. */
export function callOverdue({ prescriber, dueAt }: LateCall, zone: TimeZone): Blocker {
  return {
    ...NOTHING,
    cause: 'peer-to-peer-overdue',
    since: dueAt,
    waitsFor: 'reviewer',
    detail: `A peer-to-peer call with ${prescriber} was due by the end of ${lastDayTold(dueAt, zone)} and was not held. Call, then record the outcome.`,
    repair: null,
  };
}

/** A document that no one can open, because its virus scan is late or fails. */
export function unscanned(
  { addedAt, attempts, lastError, nextTryAt }: UnscannedDocument,
  zone: TimeZone,
): Blocker {
  const failure =
    lastError === null
      ? 'No worker has scanned it. Check that a worker with CLAMD_ADDRESS is running.'
      : 'Check the virus scanner: the scan is tried again until it succeeds.';
  return {
    ...NOTHING,
    cause: 'document-unscanned',
    since: addedAt,
    waitsFor: 'software',
    detail: `A document of ${told(addedAt, zone)} can't be opened before its virus scan. ${failure}`,
    lastError,
    attempt: attempts === 0 ? null : attempts,
    nextTryAt,
    repair: null,
  };
}

/**
 * A letter that was given up, that the mail system refused and we retry, that is late, or that came
 * back.
 */
export function unsent(notice: UnsentNotice, now: Date): Blocker {
  const { undeliverableAt, attempts, lastError, nextAttemptAt, authorization } = notice;
  const { bounceCode, bouncedAt, isResent } = notice;
  const dueAt = bouncedAt ?? notice.dueAt;
  const letter = LETTERS[notice.kind];
  const rest = { lastError, attempt: attempts, repair: 'send-again', authorization } as const;
  if (bouncedAt && !isResent) {
    const code = bounceCode === null ? '' : ` (${bounceCode})`;
    return {
      ...rest,
      cause: 'notice-undeliverable',
      since: bouncedAt,
      waitsFor: 'mail-system',
      detail: `The recipient's mail system returned ${letter}${code}. Correct the address of the provider office: the letter is then sent again.`,
      nextTryAt: null,
    };
  }
  if (undeliverableAt) {
    const isHeldBack = lastError?.startsWith(HELD_BACK) ?? false;
    return {
      ...rest,
      cause: 'notice-undeliverable',
      since: undeliverableAt,
      waitsFor: isHeldBack ? 'reviewer' : 'mail-system',
      detail: isHeldBack
        ? `We held back ${letter}: it is not complete, or does not agree with the record. Correct the record, then send it again.`
        : `The mail system rejected ${letter}. It will not be sent again automatically.`,
      nextTryAt: null,
    };
  }
  const late = { ...rest, cause: 'activity-retrying', since: dueAt } as const;
  const isOverdue = now.getTime() - (nextAttemptAt ?? dueAt).getTime() >= LATE;
  if (lastError === null || isOverdue) {
    const act = lastError === null ? 'send' : 'resend';
    return {
      ...late,
      waitsFor: 'software',
      detail: `It is past the time to ${act} ${letter}, and no worker has tried. Check that a worker is running and keeping up.`,
      nextTryAt: null,
    };
  }
  return {
    ...late,
    waitsFor: 'mail-system',
    detail: `The mail system has not accepted ${letter} yet; sending is retried.`,
    nextTryAt: nextAttemptAt,
  };
}

const LETTERS: Readonly<Record<UnsentNotice['kind'], string>> = {
  'information-request': 'the information request',
  'information-reminder': 'the information request reminder',
  extension: 'the deadline extension',
  'peer-to-peer-offer': 'the offer of a peer-to-peer call',
  approval: 'the approval letter',
  denial: 'the denial letter',
  withdrawal: 'the withdrawal letter',
  routing: 'the routing letter',
  'renewal-reminder': 'the renewal reminder',
  'cover-lapse': 'the coverage ended letter',
  'authorization-ended': 'the authorization ended letter',
  'appeal-received': 'the letter that an appeal was received',
  'appeal-dismissed': 'the appeal dismissed letter',
  'appeal-reopened': 'the appeal reopened letter',
  'appeal-decided': 'the letter about the decision on an appeal',
};

/** A letter to the member that is held back, that the mail system refused and we retry, or that is late. */
export function unmade(letter: UnmadeLetter, now: Date): Blocker {
  const { authorization, dueAt, kind, lastError, nextAttemptAt, triedSince } = letter;
  const name = `${LETTERS[kind]} to the member`;
  const rest = { authorization, lastError, attempt: null, repair: 'send-again' } as const;
  if (lastError?.startsWith(HELD_BACK)) {
    return {
      ...rest,
      cause: 'notice-undeliverable',
      since: triedSince ?? dueAt,
      waitsFor: 'reviewer',
      detail: `We held back ${name}: it is not complete, or does not agree with the record. Correct the record, then send it again.`,
      nextTryAt: nextAttemptAt,
    };
  }
  const late = { ...rest, cause: 'activity-retrying', since: dueAt } as const;
  if (now.getTime() - (nextAttemptAt ?? dueAt).getTime() >= LATE) {
    return {
      ...late,
      waitsFor: 'software',
      detail: `It is past the time to make ${name}, and no worker has tried. Check that a worker is running and keeping up.`,
      nextTryAt: null,
    };
  }
  return lastError === null
    ? {
        ...late,
        waitsFor: 'mail-system',
        detail: `The mail system has not accepted ${name} yet; sending is retried. If that fails for 18 hours, the letter is to be printed.`,
        nextTryAt: nextAttemptAt,
      }
    : {
        ...late,
        waitsFor: 'software',
        detail: `We could not make ${name}; it is tried again. See the worker's log.`,
        nextTryAt: nextAttemptAt,
      };
}

/** A letter to the member that came back, or was not mailed in time; null while there is time. */
export function unmailed(letter: UnmailedLetter, now: Date, zone: TimeZone): Blocker | null {
  const { authorization, delivery, kind, returnedFrom } = letter;
  const mailBy = mailByOf(letter, zone);
  const isBack = returnedFrom !== null && delivery !== null;
  if (!isBack && now <= mailBy) return null;
  const code = delivery?.code ? ` (${delivery.code})` : '';
  const what = isBack
    ? `The member's mail system returned ${LETTERS[kind]}${code}.`
    : `${capitalized(LETTERS[kind])} to the member was to be mailed by the end of ${lastDayTold(mailBy, zone)}.`;
  return {
    ...NOTHING,
    cause: 'letter-unmailed',
    since: isBack ? delivery.at : mailBy,
    waitsFor: 'mailroom',
    detail: `${what} Print it, mail it, then mark it as mailed.`,
    repair: null,
    authorization,
  };
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A message that is not taken, or does not arrive; null while it may be on its way. */
export function undelivered(message: WaitingMessage, now: Date): Blocker | null {
  const { waited, attempts, lastError, nextTryAt, authorization } = message;
  if (waited < PROMPTLY && attempts < TOO_OFTEN) return null;
  return {
    cause: 'outbox-failing',
    since: new Date(now.getTime() - waited),
    waitsFor: 'software',
    detail:
      attempts === 0
        ? 'A message to the workflow is waiting for a worker. Check that a worker is running and keeping up.'
        : 'A message has not reached the workflow yet; delivery is retried.',
    lastError,
    attempt: attempts,
    nextTryAt: attempts === 0 ? null : nextTryAt,
    repair: 'send-again',
    authorization,
  };
}

/** What is overdue when Temporal gives no other reason. */
export function notDone(overdue: OverdueStep, zone: TimeZone): Blocker {
  return {
    ...NOTHING,
    cause: 'workflow-task-failing',
    since: overdue.dueAt,
    waitsFor: 'software',
    detail: `The work due ${told(overdue.dueAt, zone)} has not been done. Check that a worker is running.`,
    repair: 'restart-workflow',
    authorization: overdue.authorization,
  };
}

/** A waiting workflow that nothing wakes for its next step. */
export function untimed(
  { authorization, stepAt }: Pick<Comparable, 'authorization' | 'stepAt'>,
  now: Date,
  zone: TimeZone,
): Blocker {
  const step = stepAt === null ? 'its next step' : `the step due ${told(stepAt, zone)}`;
  return {
    ...NOTHING,
    cause: 'workflow-task-failing',
    since: now,
    waitsFor: 'software',
    detail: `The workflow has no timer for ${step}.`,
    repair: 'restart-workflow',
    authorization,
  };
}

/** A required workflow, as it was seen. */
export function blockersSeen(
  sight: WorkflowSight,
  authorization: string | null,
  now: Date,
  zone: TimeZone,
): Blocker[] {
  const workflow = {
    ...NOTHING,
    waitsFor: 'software',
    repair: 'restart-workflow',
    authorization,
  } as const;
  switch (sight.state) {
    case 'missing':
      return [
        {
          ...workflow,
          cause: 'workflow-missing',
          since: now,
          detail: 'Automatic processing has stopped: Temporal has no workflow for this case.',
        },
      ];
    case 'closed':
      return [
        {
          ...workflow,
          cause: 'workflow-closed',
          since: sight.at,
          detail: `Automatic processing has stopped: the workflow ended (${sight.ending}) ${told(sight.at, zone)}.`,
        },
      ];
    case 'running':
      return [...taskFailing(sight, workflow, now, zone), ...sight.retrying.map(retryingStep)];
  }

  function retryingStep(step: RetryingStep): Blocker {
    return {
      ...workflow,
      cause: 'activity-retrying',
      since: now,
      detail: `The step ${step.activity} failed and is being retried.`,
      lastError: step.lastFailure,
      attempt: step.attempt,
      nextTryAt: step.nextTryAt,
    };
  }
}

function taskFailing(
  { task }: Extract<WorkflowSight, { state: 'running' }>,
  workflow: Pick<Blocker, 'waitsFor' | 'repair' | 'authorization' | 'nextTryAt'>,
  now: Date,
  zone: TimeZone,
): Blocker[] {
  if (!task) return [];
  const { attempt, since, lastFailure } = task;
  const failing = attempt >= TOO_OFTEN;
  if (!failing && now.getTime() - since.getTime() < PROMPTLY) return [];
  return [
    {
      ...workflow,
      cause: 'workflow-task-failing',
      since,
      detail: failing
        ? `The workflow has failed at its next step since ${told(since, zone)}; see the worker's log.`
        : `The workflow has been waiting for a worker since ${told(since, zone)}.`,
      lastError: lastFailure,
      attempt,
    },
  ];
}

/** An instant in the payer's zone, as people say it. */
function told(instant: Date, timeZone: TimeZone): string {
  return formatIn(timeZone).format(instant).replaceAll('\u202f', ' ');
}

/** The day that ends at this instant. */
function lastDayTold(instant: Date, timeZone: TimeZone): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium' });
  return format.format(new Date(instant.getTime() - 1));
}

const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/** Making a format takes longer than many uses. */
function formatIn(timeZone: TimeZone): Intl.DateTimeFormat {
  const options = { timeZone, dateStyle: 'medium', timeStyle: 'short' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', options);
  formats.set(timeZone, format);
  return format;
}
