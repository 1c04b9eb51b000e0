import { accept, type Result } from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { ANY_CASE, changeCase, type CaseCommand } from '../case/change-case';
import { startStep, withEvent, type Step } from '../life-cycle/step';
import { isAnothers } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord, Member, PostalAddress } from '../ports/case-record';
import type { LetterLanguage } from '../ports/letter-content';
import type { Ports } from '../ports/ports';
import { renewalsOf } from './change-contact.handler';

/** How letters reach the member; omitted fields stay, null removes one. */
export interface MemberContact {
  readonly language?: LetterLanguage;
  readonly email?: string | null;
  readonly address?: PostalAddress | null;
}

export interface ChangeMemberContact extends CaseCommand {
  readonly contact: MemberContact;
}

/**
 * Changes how letters reach the member, on an open or a closed case: letters that are made later use
 * it. A change on one of an authorization, its renewal and its open review also applies to the others.
 * The timeline says what was changed, without the values.
 */
export function changeMemberContact(ports: Ports) {
  return (command: ChangeMemberContact): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'change-member-contact',
      command,
      async (before, moment) => {
        const changed = changedWith(before.record, command);
        if (!changed) return null;
        const step = eventOn({ ...before, record: changed.record }, changed, command, moment);
        const whole = isAnothers(before.record)
          ? step
          : await withRenewals(ports, step, command, moment);
        return accept({ ...whole, altersMember: true, isQuiet: true });
      },
      ANY_CASE,
    );
}

interface Changed {
  readonly record: CaseRecord;
  readonly names: readonly (keyof MemberContact)[];
}

/** The case with another contact; null if it has that one already. */
function changedWith(record: CaseRecord, { contact }: ChangeMemberContact): Changed | null {
  const { member } = record;
  const names = (['language', 'email', 'address'] as const).filter((name) => {
    const next = contact[name];
    return next !== undefined && wordsOf(next) !== wordsOf(member[name]);
  });
  if (names.length === 0) return null;
  return { record: { ...record, member: withContact(member, contact) }, names };
}

function wordsOf(value: MemberContact[keyof MemberContact]): string {
  if (value === null || value === undefined || typeof value === 'string') return value ?? '';
  const { city, line1, line2 = '', postalCode, state } = value;
  return JSON.stringify([line1, line2, city, state, postalCode]);
}

function withContact(member: Member, { address, email, language }: MemberContact): Member {
  const { address: hadAddress, email: hadEmail, ...rest } = member;
  const nextEmail = email === undefined ? hadEmail : email;
  const nextAddress = address === undefined ? hadAddress : address;
  return {
    ...rest,
    ...(language && { language }),
    ...(nextEmail != null && { email: nextEmail }),
    ...(nextAddress && { address: nextAddress }),
  };
}

function eventOn(
  step: Step,
  { names }: Changed,
  { actor }: ChangeMemberContact,
  { now }: Moment,
): Step {
  return withEvent(step, 'member-contact-changed', actor, now, { changed: names });
}

/** The step with the same contact on the cases whose letters to the member are still to come. */
async function withRenewals(
  ports: Ports,
  step: Step,
  command: ChangeMemberContact,
  moment: Moment,
): Promise<Step> {
  let after = step;
  for (const other of await renewalsOf(step.record, ports, moment.coverage.own)) {
    const changed = isAnothers(other) ? null : changedWith(other, command);
    if (!changed) continue;
    const { events } = eventOn(startStep(changed.record), changed, command, moment);
    after = {
      ...after,
      events: [...after.events, ...events],
      alsoChanged: [...after.alsoChanged, changed.record],
    };
  }
  return after;
}
