import {
  decideCase,
  giveInformation,
  openCase,
  previewDecision,
  withdrawCase,
  type CaseView,
  type CoverageRequest,
  type DecideCase,
  type OpenedCase,
  type Ports,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { dateIn, type Actor, type License, type Refusal, type Result } from '@assent/domain';

export const INTAKE: Actor = { subject: 'ivy', role: 'intake' };
export const PHARMACIST: Actor = { subject: 'pia', role: 'pharmacist' };
export const DIRECTOR: Actor = { subject: 'maya', role: 'medical-director' };

/** The license of the medical director. */
export const LICENSE: License = {
  number: 'ME-104722',
  state: 'FL',
  specialty: 'Hematology',
  name: 'Dana Brooks MD',
};

let count = 0;

/** A number that no other request of this process has. */
export function unique(): string {
  count += 1;
  return String(count).padStart(6, '0');
}

/** A standard new request of a new member, received now, with the overrides of a test. */
export async function requestOf(
  { clock, settings }: Ports,
  overrides: Partial<CoverageRequest> = {},
): Promise<CoverageRequest> {
  const receivedAt = overrides.receivedAt ?? (await clock.now());
  return {
    requestType: 'initiation',
    urgency: 'standard',
    lineOfBusiness: 'commercial',
    receivedAt,
    channel: 'portal',
    member: {
      memberId: `TM${unique()}`,
      givenName: 'Nadia',
      familyName: 'Brandt',
      birthDate: '1958-03-09',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
    drug: 'ixazomib',
    requestedStart: dateIn(receivedAt, settings.timeZone),
    facts: {},
    ...overrides,
  };
}

/** Sends a request under a key of its own. */
export async function open(
  ports: Ports,
  overrides: Partial<CoverageRequest> = {},
): Promise<Result<OpenedCase>> {
  const key = `key-${unique()}`;
  return openCase(ports)({
    request: await requestOf(ports, overrides),
    actor: INTAKE,
    command: { key, digest: digestLike(key) },
  });
}

/** A case that was opened; a refusal fails the test. */
export async function opened(
  ports: Ports,
  overrides: Partial<CoverageRequest> = {},
): Promise<CaseView> {
  return accepted(await open(ports, overrides)).view;
}

export function inform(ports: Ports, caseId: string, facts: Facts): Promise<Result<CaseView>> {
  return giveInformation(ports)({ caseId, facts, channel: 'phone', actor: INTAKE });
}

/**
 * A decision with what it takes beside its words: a denial previews its letter and states a license.
 * If the letter is refused, so is the denial, whatever its digest.
 */
export async function signed(ports: Ports, command: DecideCase): Promise<DecideCase> {
  if (command.decision !== 'deny') return command;
  const licensed = { license: LICENSE, ...command };
  const preview = await previewDecision(ports)(licensed);
  const digest = preview.ok ? preview.value.letterDigest : null;
  return { letterDigest: digest ?? digestLike('no letter'), ...licensed };
}

/** A decision by a person who may make it, on the case as it is; a denial with both of its keys. */
export async function decide(
  ports: Ports,
  caseId: string,
  decision: DecideCase['decision'],
  overrides: Partial<DecideCase> = {},
): Promise<Result<CaseView>> {
  const record = await ports.records.case(caseId);
  const command = await signed(ports, {
    caseId,
    version: record?.version ?? 0,
    decision,
    rationale: 'Weighed against the guideline.',
    clauses: decision === 'deny' ? ['I.3'] : [],
    actor: DIRECTOR,
    ...overrides,
  });
  return decideCase(ports)(command);
}

export function withdraw(ports: Ports, caseId: string): Promise<Result<CaseView>> {
  return withdrawCase(ports)({ caseId, reason: 'the office asked for it', actor: INTAKE });
}

export function accepted<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusal.code}, ${result.refusal.detail}`);
}

export function refused(result: Result<unknown>): Refusal {
  if (!result.ok) return result.refusal;
  throw new Error('the command was accepted');
}

/** 64 hexadecimal digits that differ where the text does. */
export function digestLike(text: string): string {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
}
