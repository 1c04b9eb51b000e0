/** Renewal states, including that their review ended before the window did. */
export const RENEWAL_STANDINGS = [
  'not-open',
  'open',
  'late',
  'review-ended',
  'renewed',
  'continued',
  'lapsed',
] as const;
export type RenewalStanding = (typeof RENEWAL_STANDINGS)[number];

/** The address of the renewals page. */
export interface RenewalsAddress {
  readonly state?: RenewalStanding;
  /** The first month, `YYYY-MM`, in which coverage ends; last month if absent. */
  readonly from?: string;
  /** The last such month; the seventh after this if absent. */
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
