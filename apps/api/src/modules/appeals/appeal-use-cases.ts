import {
  continueBenefits,
  decideAppeal,
  decideGoodCause,
  expediteAppeal,
  forwardAppeal,
  listAppeals,
  openAppeal,
  openAppealFile,
  proveAuthority,
  recordAppealFindings,
  recordExternalOutcome,
  vacateDismissal,
  viewAppeal,
  withdrawAppeal,
  type DocumentStore,
  type Ports,
} from '@assent/application';

export const APPEALS = Symbol('appeal use cases');

/** What people do with appeals, over the ports. */
export function appealUseCases(ports: Ports, store: DocumentStore) {
  return {
    open: openAppeal(ports),
    list: listAppeals(ports),
    view: viewAppeal(ports),
    file: openAppealFile({ ...ports, store }),
    timeZone: ports.settings.timeZone,
    decide: decideAppeal(ports),
    recordFindings: recordAppealFindings(ports),
    decideGoodCause: decideGoodCause(ports),
    vacateDismissal: vacateDismissal(ports),
    proveAuthority: proveAuthority(ports),
    continueBenefits: continueBenefits(ports),
    expedite: expediteAppeal(ports),
    withdraw: withdrawAppeal(ports),
    forward: forwardAppeal(ports),
    recordOutcome: recordExternalOutcome(ports),
  };
}

export type AppealUseCases = ReturnType<typeof appealUseCases>;
