import {
  decideAppeal,
  openAppeal,
  type AppealView,
  type CoverageRequest,
  type DecideAppeal,
  type DecideCase,
  type OpenAppeal,
  type Ports,
} from '@assent/application';
import type { Actor, AppealVerdict, Result } from '@assent/domain';
import { TOO_MANY_CAPSULES } from './facts';
import { accepted, decide, INTAKE, LICENSE, opened, PHARMACIST } from './requests';

/** A medical director who never saw a case before its appeal. */
export const OTHER_DIRECTOR: Actor = { subject: 'max', role: 'medical-director' };

/** A case that a medical director denied. @returns its id */
export async function deniedCase(
  ports: Ports,
  overrides: Partial<CoverageRequest> = {},
): Promise<string> {
  const { record } = await opened(ports, { facts: TOO_MANY_CAPSULES, ...overrides });
  accepted(await decide(ports, record.id, 'deny'));
  return record.id;
}

/** A case that was approved with other terms than asked. @returns its id */
export async function partlyApprovedCase(
  ports: Ports,
  terms: Pick<DecideCase, 'months' | 'start' | 'dosing'>,
  overrides: Partial<CoverageRequest> = {},
): Promise<string> {
  const { record } = await opened(ports, { facts: TOO_MANY_CAPSULES, ...overrides });
  const reason = 'It is enough.';
  accepted(await decide(ports, record.id, 'approve', { actor: PHARMACIST, reason, ...terms }));
  return record.id;
}

export function file(
  ports: Ports,
  caseId: string,
  overrides: Partial<OpenAppeal> = {},
): Promise<Result<AppealView>> {
  return openAppeal(ports)({
    caseId,
    actor: INTAKE,
    by: 'member',
    urgency: 'standard',
    reason: 'The dose is the one that helped before.',
    ...overrides,
  });
}

/** An appeal that was opened; a refusal fails the test. */
export async function filed(
  ports: Ports,
  caseId: string,
  overrides: Partial<OpenAppeal> = {},
): Promise<AppealView['appeal']> {
  return accepted(await file(ports, caseId, overrides)).appeal;
}

/** A decision on an appeal as it is, by a medical director who may decide it and has opened its documents. */
export async function decideOn(
  ports: Ports,
  id: string,
  decision: AppealVerdict,
  overrides: Partial<DecideAppeal> = {},
): Promise<Result<AppealView>> {
  const appeal = await ports.records.appeal(id);
  const { actor = OTHER_DIRECTOR } = overrides;
  const documents = appeal ? await ports.records.documents(appeal.caseId) : [];
  for (const document of documents) {
    await ports.records.keepOpening(document, actor, await ports.clock.now());
  }
  return decideAppeal(ports)({
    id,
    version: appeal?.version ?? 0,
    actor,
    decision,
    rationale: 'Weighed again.',
    ...(decision !== 'overturn' && { license: LICENSE }),
    ...overrides,
  });
}
