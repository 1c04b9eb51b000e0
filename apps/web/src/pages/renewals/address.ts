/** Where renewals stand: their state, or that their review ended before the window did. */
export const RENEWAL_STANDINGS = [
  'not-open',
  'open',
  'late',
  'review-ended',
  'renewed',
  'lapsed',
] as const;
export type RenewalStanding = (typeof RENEWAL_STANDINGS)[number];

/** What stands in the address of the renewals. */
export interface RenewalsAddress {
  readonly state?: RenewalStanding;
  /** The month, `YYYY-MM`, from which on covers end; without one the month before this. */
  readonly from?: string;
  /** The last such month; without one the seventh after this. */
  readonly to?: string;
}

export function readRenewalsAddress(search: Record<string, unknown>): RenewalsAddress {
  const state = RENEWAL_STANDINGS.find((word) => word === search['state']);
  const from = monthOf(search['from']);
  const to = monthOf(search['to']);
  return {
    ...(state && { state }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

function monthOf(value: unknown): string | undefined {
  return typeof value === 'string' && MONTH.test(value) ? value : undefined;
}
