import {
  listRenewals,
  showOverview,
  type ActivityFilter,
  type Ports,
  type ReadingRecords,
} from '@assent/application';

export const OVERVIEW = Symbol('overview use cases');

/** What is looked at across cases. */
export function overviewUseCases(ports: Ports, reading: ReadingRecords) {
  return {
    renewals: listRenewals(ports, reading),
    overview: showOverview(ports, reading),
    activity: (filter: ActivityFilter) => reading.activity(filter),
  };
}

export type OverviewUseCases = ReturnType<typeof overviewUseCases>;
