import { openWithReason, type CaseAccessFilter, type Ports } from '@assent/application';

export const ACCESS_USE_CASES = Symbol('access use cases');

/** Opening cases of another line of business, and who did, over the ports. */
export function accessUseCases(ports: Ports) {
  return {
    open: openWithReason(ports),
    list: (filter: CaseAccessFilter) => ports.records.accesses(filter),
  };
}

export type AccessUseCases = ReturnType<typeof accessUseCases>;
