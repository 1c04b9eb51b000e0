import { accept, isOpen, type Result, type Role } from '@assent/domain';
import { openReviewOf } from '../authorization/authorization-timers.handler';
import { isSameAddress, type CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { withEvent, startStep, type Step } from '../life-cycle/step';
import { isAnothers, isReviewOf } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, Prescriber } from '../ports/case-record';
import { isOutstanding } from '../ports/notice-record';
import type { Ports } from '../ports/ports';

export interface ChangePrescriber extends CaseCommand {
  /** Omitted fields stay. */
  readonly contact: Pick<Prescriber, 'phone' | 'email'>;
}

/** An address stated by one of these roles becomes the one offered for the prescriber. */
const MAY_CONFIRM_ADDRESS: readonly Role[] = ['medical-director', 'pharmacist', 'admin'];

/**
 * Changes how to reach the prescriber. Letters that were refused, given up or came back then go out
 * again at once. A change on one of an authorization, its renewal and its open review also applies to the
 * others, whose letters are still to come, unless the address is unconfirmed and no letter has
 * reached it. Refused: `case-closed`, unless a letter of the closed case has not gone out or came back, or its
 * authorization is active.
 */
export function changePrescriber(ports: Ports) {
  return (command: ChangePrescriber): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'change-prescriber',
      command,
      async (before, moment) => {
        const { now } = moment;
        const { prescriber } = before.record;
        const { contact, actor } = command;
        const changes = changesOf(prescriber, contact);
        if (Object.keys(changes).length === 0) return null;
        const record = { ...before.record, prescriber: { ...prescriber, ...contact } };
        const isConfirmed = MAY_CONFIRM_ADDRESS.some((role) => role === actor.role);
        const changed = withEvent({ ...before, record }, 'prescriber-changed', actor, now, changes);
        const isTrusted =
          contact.email === undefined ||
          isConfirmed ||
          isSameAddress((await ports.records.knownEmail(prescriber.npi)) ?? '', contact.email);
        const step =
          isTrusted && !isAnothers(before.record)
            ? await withRenewals(ports, changed, command, moment)
            : changed;
        return accept({
          ...step,
          altersMember: true,
          isQuiet: true,
          triedAgain: [record, ...step.alsoChanged].map(({ id }) => id),
          ...(contact.email !== undefined &&
            isConfirmed && { confirmedEmail: { npi: prescriber.npi, email: contact.email } }),
        });
      },
      async (record) =>
        isOpen(record.status) ||
        (await hasUnsentLetters(ports, record)) ||
        (await ports.records.authorizationOfCase(record.id))?.status === 'active',
    );
}

/**
 * The step with the same contact on the cases that the case renews or was renewed by, and on the
 * open review, if they have the same prescriber: their letters are still to come.
 */
async function withRenewals(
  ports: Ports,
  step: Step,
  { contact, actor }: ChangePrescriber,
  { now, coverage }: Moment,
): Promise<Step> {
  let after = step;
  for (const other of await renewalsOf(step.record, ports, coverage.own)) {
    if (other.prescriber.npi !== step.record.prescriber.npi) continue;
    const changes = changesOf(other.prescriber, contact);
    if (Object.keys(changes).length === 0) continue;
    const record = { ...other, prescriber: { ...other.prescriber, ...contact } };
    const { events } = withEvent(startStep(record), 'prescriber-changed', actor, now, changes);
    after = {
      ...after,
      events: [...after.events, ...events],
      alsoChanged: [...after.alsoChanged, record],
    };
  }
  return after;
}

/**
 * The other cases in the chain of renewals whose letters are still to come: those with an active
 * authorization or an unsent letter, and the open review.
 */
export async function renewalsOf(
  { id, renews }: CaseRecord,
  ports: Ports,
  others: readonly AuthorizationRecord[],
): Promise<readonly CaseRecord[]> {
  const { records } = ports;
  const approved = await records.authorizationOfCase(id);
  const found: CaseRecord[] = [];
  for (const { status, number, caseId, continuationCaseId } of others) {
    const isRelated =
      (number === renews || number === approved?.renewedBy || continuationCaseId === id) &&
      caseId !== id;
    const other = isRelated ? await records.case(caseId) : null;
    if (other && (status === 'active' || (await hasUnsentLetters(ports, other)))) found.push(other);
  }
  const review = approved && (await openReviewOf(records, approved));
  return review && isReviewOf(review, approved) ? [...found, review] : found;
}

function changesOf(
  before: Prescriber,
  after: ChangePrescriber['contact'],
): Record<string, { readonly from: string | null; readonly to: string }> {
  return Object.fromEntries(
    (['phone', 'email'] as const).flatMap((name) => {
      const to = after[name];
      const from = before[name] ?? null;
      return to === undefined || to === from ? [] : [[name, { from, to }]];
    }),
  );
}

async function hasUnsentLetters({ records }: Ports, { id }: CaseRecord): Promise<boolean> {
  const notices = await records.notices(id);
  return notices.some(isOutstanding);
}
