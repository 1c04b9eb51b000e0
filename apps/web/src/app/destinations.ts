import type { IconName } from '../ui/icon';

export interface Destination {
  readonly to: '/worklist' | '/stuck' | '/open' | '/renewals' | '/operations';
  readonly name: string;
  readonly icon: IconName;
  /** The letter that goes there after G. */
  readonly key: string;
}

/** The pages that the header leads to, in its order. */
export const DESTINATIONS: readonly Destination[] = [
  { to: '/worklist', name: 'Worklist', icon: 'list', key: 'w' },
  { to: '/stuck', name: 'Stuck', icon: 'alert', key: 's' },
  { to: '/open', name: 'Open a case', icon: 'plus', key: 'o' },
  { to: '/renewals', name: 'Renewals', icon: 'calendar', key: 'r' },
  { to: '/operations', name: 'Operations', icon: 'pulse', key: 'p' },
];
