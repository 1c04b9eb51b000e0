import {
  MAY_DECIDE_APPEAL,
  tookPart,
  type Appeal,
  type CaseAct,
  type Refusal,
} from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Whether a person worked on what is appealed. */
export async function tookPartIn(
  ports: Ports,
  subject: string,
  appeal: Appeal,
  record: CaseRecord,
): Promise<boolean> {
  const { dismissalReview } = appeal;
  if (dismissalReview?.dismissed.by.subject === subject) return true;
  return workedOnBefore(ports, subject, appeal, record);
}

/** Whether a person worked on what is appealed, other than by dismissing the appeal. */
export async function workedOnBefore(
  ports: Ports,
  subject: string,
  appeal: Appeal,
  record: CaseRecord,
): Promise<boolean> {
  return tookPart(subject, await actsBefore(ports, appeal, record));
}

/** What happened on a case until the appeal was opened, and since then if it was not decided yet. */
async function actsBefore(
  { records }: Ports,
  appeal: Appeal,
  { decision }: CaseRecord,
): Promise<readonly CaseAct[]> {
  const all = await records.events(appeal.caseId);
  // Whoever opens a case with a reason only reads it.
  const events = all.filter(({ type }) => type !== 'opened-with-reason');
  const opening = events.findIndex(
    ({ type, details }) => type === 'appeal-opened' && details['appealId'] === appeal.id,
  );
  // While the case is open, people still work on it.
  const since = appeal.ground === 'no-decision' ? events.slice(opening) : [];
  const before = [
    ...events.slice(0, opening),
    ...since.filter(({ type }) => !type.startsWith('appeal-')),
  ];
  const acts = before.map(({ actor, details: { assignee } }) => ({
    actor,
    assignee: typeof assignee === 'string' ? assignee : null,
  }));
  return decision ? [...acts, { actor: decision.by, assignee: null }] : acts;
}

export const NO_CREDENTIAL: Refusal = {
  code: 'role-not-allowed',
  detail: `only these roles may decide an appeal: ${MAY_DECIDE_APPEAL.join(', ')}`,
};

export const TOOK_PART: Refusal = {
  code: 'took-part',
  detail: 'you worked on this case before the appeal; another medical director has to decide it',
};
