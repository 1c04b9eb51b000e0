import type { Actor, Role } from '@assent/domain';
import { RecordUnavailable } from '../ports/case-repository';
import type { Ports } from '../ports/ports';

/**
 * Keeps that a person signed in, so that others can assign cases to them. While the record can't be
 * reached, signing in works without it.
 */
export function meetPerson({ clock, records }: Pick<Ports, 'clock' | 'records'>) {
  return async ({ subject, role }: Actor & { readonly role: Role }): Promise<void> => {
    const now = await clock.now();
    await records.meet(subject, role, now).catch((error: unknown) => {
      if (!(error instanceof RecordUnavailable)) throw error;
    });
  };
}
