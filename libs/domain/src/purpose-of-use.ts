/**
 * Why members' data is looked at: to decide on coverage [45 CFR 164.501, payment], to run and check the
 * plan's work [164.501, health care operations], because the member asks for it [164.524], for a court
 * or a lawyer [164.512(e)], or for an agency that oversees the plan [164.512(d)].
 */
export const PURPOSES_OF_USE = [
  'payment',
  'operations',
  'member-request',
  'legal',
  'oversight',
] as const;

export type PurposeOfUse = (typeof PURPOSES_OF_USE)[number];
