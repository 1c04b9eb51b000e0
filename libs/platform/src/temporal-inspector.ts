import {
  WorkflowsUnreachable,
  type EncryptionKeys,
  type Followed,
  type PendingTask,
  type RetryingStep,
  type WorkflowInspector,
  type WorkflowSight,
} from '@assent/application';
import { authorizationWorkflowId, caseWorkflowId } from '@assent/workflows';
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Connection,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import type { SharedConfig } from './config';
import { payloadCodec } from './encryption/payload-codec';
import { NotDecryptable, UnknownEncryptionKey } from './encryption/sealing';
import { dateOf, millisecondsOf } from './proto-time';
import { temporalAnswers } from './temporal';
import { temporalClient } from './temporal-data';

/** In milliseconds: for a sign of life, for an answer, and for a look at many. */
const ALIVE_WITHIN = 2_000;
const TIMEOUT_MS = 5_000;
const LOOK_WITHIN = 15_000;

/**
 * A timer is set by a worker a moment after it was planned, and a minute later where the plan comes up
 * again; in milliseconds.
 */
const SOON_AFTER = 120_000;

/** gRPC's NOT_FOUND: it has ended; UNIMPLEMENTED: the time-skipping server returns no history. */
const UNTOLD: readonly number[] = [5, 12];

type Raw = WorkflowExecutionDescription['raw'];

/** Looks at workflows by asking Temporal to describe them, one call each. */
export function temporalInspector(
  connection: Connection,
  { namespace }: Pick<SharedConfig['temporal'], 'namespace'>,
  keys: EncryptionKeys,
): WorkflowInspector {
  const { workflow: workflows } = temporalClient({ connection, namespace, keys });
  const wordsOf = wordsIn(keys);

  return {
    answers: () => temporalAnswers(connection, ALIVE_WITHIN),
    idOf,
    patience() {
      const end = performance.now() + LOOK_WITHIN;
      return () => performance.now() < end;
    },
    async look(at) {
      try {
        return await connection.withDeadline(Date.now() + TIMEOUT_MS, async () => {
          const description = await workflows.getHandle(idOf(at)).describe();
          const { raw } = description;
          return sightOf(description, await taskFailure(raw), await retryingSteps(raw, wordsOf));
        });
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return { state: 'missing' };
        throw new WorkflowsUnreachable('Temporal does not answer', { cause: error });
      }
    },
    async ringsBy(at, instant) {
      try {
        return await connection.withDeadline(Date.now() + TIMEOUT_MS, () =>
          ringsBy(idOf(at), instant.getTime() + SOON_AFTER),
        );
      } catch (error) {
        if (isGrpcServiceError(error) && UNTOLD.includes(error.code)) return true;
        throw new WorkflowsUnreachable('Temporal does not answer', { cause: error });
      }
    },
  };

  /** Only the history shows timers: one that was started and has neither fired nor been canceled. */
  async function ringsBy(workflowId: string, latest: number): Promise<boolean> {
    const over = new Set<string>();
    let nextPageToken: Uint8Array | null | undefined;
    do {
      const page = await connection.workflowService.getWorkflowExecutionHistoryReverse({
        namespace,
        maximumPageSize: 50,
        execution: { workflowId },
        ...(nextPageToken && { nextPageToken }),
      });
      for (const event of page.history?.events ?? []) {
        const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
        if (ended?.startedEventId) over.add(String(ended.startedEventId));
        const { eventTime, timerStartedEventAttributes: started } = event;
        if (!started?.startToFireTimeout || !eventTime || over.has(String(event.eventId))) continue;
        const ringsAt = millisecondsOf(eventTime) + millisecondsOf(started.startToFireTimeout);
        if (ringsAt <= latest) return true;
      }
      ({ nextPageToken } = page);
    } while (nextPageToken.length > 0);
    return false;
  }

  /** How the last attempt at a failing task ended, which only the history shows. */
  async function taskFailure({ pendingWorkflowTask, workflowExecutionInfo }: Raw) {
    if ((pendingWorkflowTask?.attempt ?? 0) <= 1) return null;
    const execution = workflowExecutionInfo?.execution;
    const { history } = await connection.workflowService
      .getWorkflowExecutionHistoryReverse({
        namespace,
        maximumPageSize: 10,
        ...(execution && { execution }),
      })
      .catch(() => ({ history: null }));
    const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
    return wordsOf(failed?.workflowTaskFailedEventAttributes?.failure);
  }
}

function idOf(followed: Followed): string {
  return 'caseId' in followed
    ? caseWorkflowId(followed.caseId)
    : authorizationWorkflowId(followed.authorization);
}

/** Started, and a task scheduled and taken: the events of a workflow that no worker has run yet. */
const EVENTS_BEFORE_ANY_WORK = 3;

function sightOf(
  { status, closeTime, startTime, historyLength, raw }: WorkflowExecutionDescription,
  taskFailure: string | null,
  retrying: readonly RetryingStep[],
): WorkflowSight {
  if (status.name !== 'RUNNING') {
    const ending = status.name.toLowerCase().replaceAll('_', ' ');
    return { state: 'closed', ending, at: closeTime ?? startTime };
  }
  const hasMoved = historyLength > EVENTS_BEFORE_ANY_WORK;
  return {
    state: 'running',
    hasMoved,
    atRest: hasMoved && !raw.pendingWorkflowTask && !raw.pendingActivities?.length,
    task: pendingTask(raw, taskFailure),
    retrying,
  };
}

function pendingTask(
  { pendingWorkflowTask: task }: Raw,
  lastFailure: string | null,
): PendingTask | null {
  const since = task?.originalScheduledTime ?? task?.scheduledTime;
  return task && since
    ? { attempt: Math.max(1, task.attempt ?? 1), since: dateOf(since), lastFailure }
    : null;
}

/** A step in its first attempt is in progress, and blocks nothing. */
function retryingSteps({ pendingActivities }: Raw, wordsOf: WordsOf): Promise<RetryingStep[]> {
  const retried = (pendingActivities ?? []).filter(
    ({ attempt, lastFailure }) => lastFailure && (attempt ?? 0) > 1,
  );
  return Promise.all(
    retried.map(async (activity) => ({
      activity: activity.activityType?.name ?? 'unknown',
      attempt: activity.attempt ?? 0,
      lastFailure: await wordsOf(activity.lastFailure),
      nextTryAt: nextTry(activity),
    })),
  );
}

type PendingActivity = NonNullable<Raw['pendingActivities']>[number];

/** Null while it is being tried, and where the server does not tell. */
function nextTry(activity: PendingActivity): Date | null {
  const { nextAttemptScheduleTime, scheduledTime, lastAttemptCompleteTime } = activity;
  const next = nextAttemptScheduleTime ?? scheduledTime;
  if (!next) return null;
  const at = dateOf(next);
  const isOver = lastAttemptCompleteTime && at <= dateOf(lastAttemptCompleteTime);
  return isOver ? null : at;
}

type Failure = NonNullable<PendingActivity['lastFailure']>;

/** What the failure converter makes of the words of a failure. */
const words = z.object({ message: z.string() });

type WordsOf = (failure: Failure | null | undefined) => Promise<string | null>;

/**
 * What history keeps of a failure. Its words are in a payload; if this process does not have their
 * key, it is a sentence that says so.
 */
function wordsIn(keys: EncryptionKeys): WordsOf {
  const codec = payloadCodec(keys);
  return async (failure) => {
    if (!failure?.encodedAttributes) return failure?.message ?? null;
    try {
      const [attributes = {}] = await codec.decode([failure.encodedAttributes]);
      return words.parse(defaultPayloadConverter.fromPayload(attributes)).message;
    } catch (error) {
      if (error instanceof UnknownEncryptionKey || error instanceof NotDecryptable) {
        return error.message;
      }
      throw error;
    }
  };
}
