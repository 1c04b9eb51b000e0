import {
  listRenewals,
  reportDeterminations,
  showOverview,
  type ActivityFilter,
  type Ports,
  type ReportRepository,
} from '@assent/application';

export const OVERVIEW = Symbol('overview use cases');

/** Views across cases. */
export function overviewUseCases(ports: Ports, reading: ReportRepository) {
  return {
    renewals: listRenewals(ports, reading),
    overview: showOverview(ports, reading),
    determinations: reportDeterminations(ports, reading),
    activity: (filter: ActivityFilter) => reading.activity(filter),
  };
}

export type OverviewUseCases = ReturnType<typeof overviewUseCases>;
