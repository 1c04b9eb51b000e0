import type { Records } from '@assent/persistence';

/** The rules of the tables that a test may switch off to make what the programs can't. */
const TABLES = {
  a_case_keeps_its_identity: 'pa_case',
  a_sent_letter_stays_as_it_was: 'notice',
  a_sent_letter_is_kept: 'notice',
  a_made_letter_is_kept: 'member_letter',
  an_authorization_keeps_its_terms: 'pa_authorization',
  an_authorization_only_ends: 'pa_authorization',
  letter_form_is_append_only: 'letter_form',
} as const;
export type TableRule = keyof typeof TABLES;

/** Switches rules off in the database of one spec file, for the rest of it. */
export async function switchOff(
  { database }: Pick<Records, 'database'>,
  ...rules: readonly TableRule[]
): Promise<void> {
  for (const rule of rules) {
    await database.$executeRawUnsafe(`ALTER TABLE ${TABLES[rule]} DISABLE TRIGGER ${rule}`);
  }
}
