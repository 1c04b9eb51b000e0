import {
  assignCase,
  claimCase,
  countQueues,
  findDuplicates,
  listDrafts,
  listViews,
  releaseCase,
  removeDraft,
  removeView,
  saveDraft,
  saveView,
  searchCases,
  snoozeCase,
  takeNextCase,
  unsnoozeCase,
  viewDraft,
  workOnCases,
  type RepairPorts,
} from '@assent/application';
import { caseFilter } from '@assent/contracts';
import type { WorkRecords } from '../../dependencies';

export const WORK = Symbol('work use cases');

/** What people can do about work on cases, over the ports. */
export function workUseCases(repairPorts: RepairPorts, records: WorkRecords) {
  const ports = {
    ...repairPorts,
    ...records,
    understood: (filter: unknown) => caseFilter.safeParse(filter).data ?? null,
  };
  return {
    search: searchCases(ports),
    countQueues: countQueues(ports),
    duplicates: findDuplicates(ports),
    claim: claimCase(ports),
    next: takeNextCase(ports),
    release: releaseCase(ports),
    assign: assignCase(ports),
    snooze: snoozeCase(ports),
    unsnooze: unsnoozeCase(ports),
    batch: workOnCases(ports),
    views: { list: listViews(ports), save: saveView(ports), remove: removeView(ports) },
    drafts: {
      list: listDrafts(ports),
      view: viewDraft(ports),
      save: saveDraft(ports),
      remove: removeDraft(ports),
    },
  };
}

export type WorkUseCases = ReturnType<typeof workUseCases>;
