import { accept, isOpen, type Result, type Role } from '@assent/domain';
import type { CaseView } from './case-view';
import { changeCase, type CaseCommand } from './change-case';
import { noted } from './life-cycle';
import type { CaseRecord, Prescriber } from './records';
import type { Ports } from './settings';

export interface ChangePrescriber extends CaseCommand {
  /** What is left out stays. */
  readonly contact: Pick<Prescriber, 'phone' | 'email'>;
}

/** An address that one of them states becomes the one that is offered for the prescriber. */
const MAY_CONFIRM_ADDRESS: readonly Role[] = ['medical-director', 'pharmacist', 'admin'];

/**
 * Changes how the prescriber is reached. Letters that were refused or given up then go out again, at
 * once. Refused: `case-closed`, unless a letter of the closed case was refused or given up.
 */
export function changePrescriber(ports: Ports) {
  return (command: ChangePrescriber): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'change-prescriber',
      command,
      (before, { now }) => {
        const { prescriber } = before.record;
        const { contact, actor } = command;
        const changes = changesOf(prescriber, contact);
        if (Object.keys(changes).length === 0) return null;
        const record = { ...before.record, prescriber: { ...prescriber, ...contact } };
        const isConfirmed = MAY_CONFIRM_ADDRESS.some((role) => role === actor.role);
        return accept({
          ...noted({ ...before, record }, 'prescriber-changed', actor, now, changes),
          isQuiet: true,
          triedAgain: record.id,
          ...(contact.email !== undefined &&
            isConfirmed && { confirmedEmail: { npi: prescriber.npi, email: contact.email } }),
        });
      },
      async (record) => isOpen(record.status) || hasRefusedLetters(ports, record),
    );
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

async function hasRefusedLetters({ records }: Ports, { id }: CaseRecord): Promise<boolean> {
  const notices = await records.notices(id);
  return notices.some(({ sentAt, lastError }) => sentAt === null && lastError !== null);
}
