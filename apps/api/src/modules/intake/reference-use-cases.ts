import {
  searchMembers,
  suggestAgents,
  suggestPeople,
  suggestPrescribers,
  viewGuideline,
  viewMember,
  type Ports,
  type ReportRepository,
} from '@assent/application';

export const REFERENCE = Symbol('reference use cases');

/** What people look up while they work. */
export function referenceUseCases(ports: Ports, reading: ReportRepository) {
  return {
    guideline: viewGuideline(ports),
    agents: suggestAgents(reading),
    prescribers: suggestPrescribers(reading),
    people: suggestPeople(reading),
    members: searchMembers(ports, reading),
    member: viewMember(ports, reading),
  };
}

export type ReferenceUseCases = ReturnType<typeof referenceUseCases>;
