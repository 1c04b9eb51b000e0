import type { Actor, Refusal } from '@assent/domain';
import { assigned, claimed, released, snoozed, unsnoozed, type WorkStep } from '../case/assignment';
import { NO_SUCH_CASE } from '../case/case-view';
import { changeCase, foreseen } from '../case/change-case';
import type { CaseRecord } from '../ports/case-record';
import { instantWords } from '../member-coverage/words';
import { foreseenRepair, repairCase, type RepairPorts } from '../stuck/repair-case.handler';

/** One thing to do with each of many cases. */
export type BatchWork = BatchStep | { readonly action: 'repair' };

type BatchStep =
  | { readonly action: 'claim' | 'release' | 'unsnooze' }
  | { readonly action: 'assign'; readonly assignee: string }
  | { readonly action: 'snooze'; readonly until: Date; readonly reason: string };

export interface Batch {
  readonly actor: Actor;
  readonly ids: readonly string[];
  readonly work: BatchWork;
  /** Only reports what would become of cases. */
  readonly preview: boolean;
  /** Why the person may not do it to a case; null if they may. Absent if they may to all. */
  readonly refusalOf?: (id: string) => Promise<Refusal | null>;
}

/** What became of one case of a batch, or would. */
export interface BatchResult {
  readonly id: string;
  /** Null when there is no such case. */
  readonly number: string | null;
  /** False when it was refused, or when a repair moved nothing. */
  readonly ok: boolean;
  readonly code: Refusal['code'] | null;
  /** What was done, or why not, in a sentence for people. */
  readonly detail: string;
}

type Said = Omit<BatchResult, 'id' | 'number'>;

const AT_ONCE = 5;

/**
 * Does one thing to many cases, each by itself: a refused one blocks no other. Results come in
 * the order of the ids; an id named twice is worked on once.
 * @throws RecordUnavailable
 */
export function workOnCases(ports: RepairPorts) {
  return async ({ ids, ...batch }: Batch): Promise<readonly BatchResult[]> => {
    const results = new Map<string, BatchResult>();
    const left = [...new Set(ids)];
    const workThrough = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) {
        results.set(id, await workOn(ports, id, batch));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
    return ids.flatMap((id) => results.get(id) ?? []);
  };
}

async function workOn(
  ports: RepairPorts,
  id: string,
  { actor, work, preview, refusalOf }: Omit<Batch, 'ids'>,
): Promise<BatchResult> {
  const refusal = await refusalOf?.(id);
  if (refusal) return { id, number: null, ...refused(refusal) };
  const record = await ports.records.case(id);
  if (!record) return { id, number: null, ...refused(NO_SUCH_CASE) };
  const said = await (work.action === 'repair'
    ? repaired(ports, record, actor, preview)
    : stepped(ports, record, actor, work, preview));
  return { id, number: record.number, ...said };
}

async function repaired(
  ports: RepairPorts,
  { id: caseId, stuck }: CaseRecord,
  actor: Actor,
  preview: boolean,
): Promise<Said> {
  if (preview) return { code: null, ...foreseenRepair(stuck, actor) };
  const result = await repairCase(ports)({ caseId, actor });
  if (!result.ok) return refused(result.refusal);
  return { ok: result.value.moved, code: null, detail: result.value.detail };
}

async function stepped(
  ports: RepairPorts,
  { id: caseId }: CaseRecord,
  actor: Actor,
  work: BatchStep,
  preview: boolean,
): Promise<Said> {
  const { take, done, planned, already } = planOf(ports, work, actor);
  const taken: Awaited<ReturnType<WorkStep>>[] = [];
  const watched = async (...at: Parameters<WorkStep>) => {
    const step = await take(...at);
    taken.push(step);
    return step;
  };
  const result = preview
    ? await foreseen(ports, { caseId, actor }, watched)
    : await changeCase(ports, work.action, { caseId, actor }, watched);
  if (result?.ok === false) return refused(result.refusal);
  if (taken.at(-1) === null) return said(already);
  return said(preview ? planned : done);
}

/** A step with its messages: once it is done, before, and when there was nothing to do. */
interface Plan {
  readonly take: WorkStep;
  readonly done: string;
  readonly planned: string;
  readonly already: string;
}

function planOf(ports: RepairPorts, work: BatchStep, actor: Actor): Plan {
  switch (work.action) {
    case 'claim':
      return {
        take: claimed(actor),
        done: 'assigned to you',
        planned: 'would be assigned to you',
        already: 'already assigned to you',
      };
    case 'release':
      return {
        take: released(actor),
        done: 'unassigned',
        planned: 'would be unassigned',
        already: 'already unassigned',
      };
    case 'assign':
      return {
        take: assigned(ports, actor, work.assignee),
        done: `assigned to ${work.assignee}`,
        planned: `would be assigned to ${work.assignee}`,
        already: `already assigned to ${work.assignee}`,
      };
    case 'snooze': {
      const until = instantWords(work.until, ports.settings.timeZone);
      return {
        take: snoozed(actor, work.until, work.reason),
        done: `snoozed until ${until}`,
        planned: `would be snoozed until ${until}`,
        already: 'already snoozed until then',
      };
    }
    case 'unsnooze':
      return {
        take: unsnoozed(actor),
        done: 'snooze ended',
        planned: 'the snooze would end',
        already: 'not snoozed',
      };
  }
}

function said(detail: string): Said {
  return { ok: true, code: null, detail };
}

function refused({ code, detail }: Refusal): Said {
  return { ok: false, code, detail };
}
