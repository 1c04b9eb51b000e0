/** What stands in the address of the renewals. */
export type RenewalsAddress = Record<string, never>;

export function readRenewalsAddress(): RenewalsAddress {
  return {};
}
