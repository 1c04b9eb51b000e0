import { ownAddress } from './own-address';

/** Where to go once signed in. */
export interface SignInAddress {
  readonly to?: string;
}

export function readSignInAddress({ to }: Record<string, unknown>): SignInAddress {
  return typeof to === 'string' ? { to: ownAddress(to) } : {};
}
