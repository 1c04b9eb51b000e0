import type { Appeal } from '../client';
import { APPEAL_STATUSES, keysOf } from './words';

/** Which appeals are listed: those that the plan has to decide, those of a status, or all. */
export type AppealFilter = 'undecided' | Appeal['status'] | 'all';

/** In display order. */
export const APPEAL_FILTERS: readonly AppealFilter[] = [
  'undecided',
  ...keysOf(APPEAL_STATUSES),
  'all',
];

/** The address of the appeals page. */
export interface AppealsAddress {
  /** Those to decide if absent. */
  readonly status?: Exclude<AppealFilter, 'undecided'>;
}

export function readAppealsAddress(search: Record<string, unknown>): AppealsAddress {
  return appealsAddress(APPEAL_FILTERS.find((word) => word === search['status']) ?? 'undecided');
}

export function appealsAddress(filter: AppealFilter): AppealsAddress {
  return filter === 'undecided' ? {} : { status: filter };
}

/** The statuses that a filter asks the API for; none for all. */
export function statusesOf(filter: AppealFilter): readonly Appeal['status'][] {
  if (filter === 'all') return [];
  return filter === 'undecided' ? ['open', 'in-review'] : [filter];
}
