import type { IconName } from '../ui/icon';
import { text } from './text';

export interface Destination {
  readonly to: '/worklist' | '/stuck' | '/open' | '/appeals' | '/renewals' | '/operations';
  readonly name: string;
  readonly icon: IconName;
  /** The letter that goes there after G. */
  readonly key: string;
}

const names = text.destinations;

/** The pages in the header, in its order. */
export const DESTINATIONS: readonly Destination[] = [
  { to: '/worklist', name: names.worklist, icon: 'list', key: 'w' },
  { to: '/stuck', name: names.stuck, icon: 'alert', key: 's' },
  { to: '/open', name: names.open, icon: 'plus', key: 'o' },
  { to: '/appeals', name: names.appeals, icon: 'scales', key: 'a' },
  { to: '/renewals', name: names.renewals, icon: 'calendar', key: 'r' },
  { to: '/operations', name: names.operations, icon: 'pulse', key: 'p' },
];
