import { isMembers, LICENSING_STATES, type LicensingState } from '@assent/vocabulary';
import { useState } from 'react';
import type { Decision, Session } from '../../client';
import type { WrittenName } from '../../facts/readings';
import { keep, kept } from '../../shared/kept';
import { isUnread, type Unread } from '../../ui/reading';
import { stateNamed } from '../../work/states';
import { text } from './text';

type License = NonNullable<Decision['license']>;

/** A license as far as it is written. */
export interface LicenseDraft {
  readonly number: string;
  readonly state: LicensingState | Unread | null;
  readonly specialty: string;
  /** Only some states ask for it. */
  readonly name: string;
}

const { lacks } = text.license;

/** As the API takes it. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/;

const nameOf = (subject: string) => `assent.license.${subject}`;

/**
 * The license of the person for a denial, or to uphold one: as their token states it, which they can't change, else as
 * this browser remembers it from the last time they typed it.
 */
export function useLicense({ subject, license }: Session) {
  const [typed, setTyped] = useState(() =>
    license ? { name: '', ...license } : draftOf(kept(nameOf(subject))),
  );
  return {
    typed,
    isOfToken: license !== null,
    change: (next: LicenseDraft) => {
      setTyped(next);
      keep(nameOf(subject), JSON.stringify(next));
    },
  };
}

/** What was kept of a license, whatever it was. */
export function draftOf(written: string | null): LicenseDraft {
  const { name, number, state, specialty } = membersOf(written);
  return {
    number: typeof number === 'string' ? number : '',
    state: LICENSING_STATES.find((each) => each === state) ?? null,
    specialty: typeof specialty === 'string' ? specialty : '',
    name: typeof name === 'string' ? name : '',
  };
}

function membersOf(written: string | null): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(written ?? '{}');
    return isMembers(read) ? read : {};
  } catch {
    return {};
  }
}

/** A state as it was typed or chosen. */
export function licensingState(written: WrittenName | undefined): LicenseDraft['state'] {
  if (written === undefined || isUnread(written)) return written ?? null;
  return stateNamed(written);
}

/** Why a license cannot be sent yet, in a sentence; null if it can. */
export function licenseLack({ number, state, specialty }: LicenseDraft): string | null {
  if (number.trim() === '') return lacks.number;
  if (!NUMBER.test(number.trim())) return lacks.unread;
  if (state === null || isUnread(state)) return lacks.state;
  return specialty.trim() === '' ? lacks.specialty : null;
}

/** The license as it is sent; null while something is missing. */
export function licenseOf(draft: LicenseDraft): License | null {
  const { number, state, specialty } = draft;
  if (state === null || isUnread(state) || licenseLack(draft) !== null) return null;
  const name = draft.name.trim();
  const license = { number: number.trim(), state, specialty: specialty.trim() };
  return name === '' ? license : { ...license, name };
}
