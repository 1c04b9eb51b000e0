import { recordFindings, type CoverageRequest, type Ports } from '@assent/application';
import type { Actor, ReviewerFinding } from '@assent/domain';
import { TOO_MANY_CAPSULES } from './facts';
import { accepted, decide, DIRECTOR, opened, unique } from './requests';

/** The criteria that reviewers find on in a new request for ixazomib. */
export const JUDGED = ['I.S', 'I.B', 'I.1', 'I.2', 'I.3'];

/** A member who lives where findings come before results. */
export const texan = () =>
  ({
    memberId: `TF${unique()}`,
    givenName: 'Rosa',
    familyName: 'Ibarra',
    birthDate: '1957-04-02',
    state: 'TX',
  }) as const;

/** A finding for each criterion: some are not met. */
export const found = (notMet: readonly string[] = ['I.3'], others: ReviewerFinding = 'met') =>
  JUDGED.map((criterion): { readonly criterion: string; readonly finding: ReviewerFinding } => ({
    criterion,
    finding: notMet.includes(criterion) ? 'not-met' : others,
  }));

/** A case in Texas that a medical director denied, after findings of their own. @returns its id */
export async function deniedInTexas(
  ports: Ports,
  overrides: Partial<CoverageRequest> = {},
  actor: Actor = DIRECTOR,
): Promise<string> {
  const { record } = await opened(ports, {
    facts: TOO_MANY_CAPSULES,
    member: texan(),
    ...overrides,
  });
  const { id: caseId, version } = record;
  accepted(await recordFindings(ports)({ caseId, actor, version, findings: found() }));
  accepted(await decide(ports, caseId, 'deny', { actor }));
  return caseId;
}
