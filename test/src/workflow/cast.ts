import { createHash } from 'node:crypto';
import {
  decideCase,
  giveInformation,
  openCase,
  withdrawCase,
  type CaseView,
  type CoverageRequest,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { dateIn, type Result } from '@assent/domain';
import { accepted, DIRECTOR, INTAKE, signed } from '../support/requests';
import type { Stage } from './stage';

export { accepted, DIRECTOR, INTAKE };
export {
  ANSWER as THE_ANSWER,
  MET,
  ONE_MISSING,
  RESPONSE as RESPONDING,
  TOO_MANY_CAPSULES as NOT_MET,
} from '../support/facts';

/** Words of the member's that must stay in the record and the letters. */
export const CANARIES = ['Quillfeather', 'Zebulon', 'FB77', '1961-04-17', 'neuropathy', 'office@'];

let members = 0;

/** Opens a case of a new member, received now. */
export async function openFor(
  stage: Stage,
  facts: Facts,
  overrides: Partial<CoverageRequest> = {},
): Promise<CaseView> {
  members += 1;
  const serial = String(members).padStart(5, '0');
  const receivedAt = await stage.clock.now();
  const request: CoverageRequest = {
    requestType: 'initiation',
    urgency: 'standard',
    lineOfBusiness: 'commercial',
    receivedAt,
    channel: 'portal',
    member: {
      memberId: `FB77${serial}`,
      givenName: 'Zebulon',
      familyName: 'Quillfeather',
      birthDate: '1961-04-17',
    },
    prescriber: { npi: '1235043035', name: 'Vera Novak MD', email: 'office@example.org' },
    drug: 'ixazomib',
    requestedStart: dateIn(receivedAt, 'America/New_York'),
    facts,
    ...overrides,
  };
  const key = `open-${serial}`;
  const opened = await openCase(stage.ports)({
    request,
    actor: INTAKE,
    command: { key, digest: createHash('sha256').update(key).digest('hex') },
  });
  return accepted(opened).view;
}

export function inform(stage: Stage, caseId: string, facts: Facts): Promise<Result<CaseView>> {
  return giveInformation(stage.ports)({ caseId, facts, channel: 'phone', actor: INTAKE });
}

export function withdraw(stage: Stage, caseId: string): Promise<Result<CaseView>> {
  return withdrawCase(stage.ports)({ caseId, reason: 'the office asked for it', actor: INTAKE });
}

export async function decide(
  stage: Stage,
  caseId: string,
  decision: 'approve' | 'deny',
): Promise<Result<CaseView>> {
  const record = await stage.records.records.case(caseId);
  const command = await signed(stage.ports, {
    caseId,
    version: record?.version ?? 0,
    decision,
    rationale: 'Weighed against the guideline.',
    clauses: decision === 'deny' ? ['I.3'] : [],
    actor: DIRECTOR,
  });
  return decideCase(stage.ports)(command);
}
