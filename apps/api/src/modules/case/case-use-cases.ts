import {
  addReceiptEvidence,
  applyClockRule,
  changeMemberContact,
  changePrescriber,
  changesNeededOf,
  clocksOf,
  decideCase,
  expediteCase,
  extendCase,
  recordOralNotice,
  giveInformation,
  listCases,
  openCase,
  previewDecision,
  recordFindings,
  timelineOf,
  viewCase,
  withdrawCase,
  type Ports,
} from '@assent/application';

export const CASES = Symbol('case use cases');

/** What people do with cases, over the ports. */
export function caseUseCases(ports: Ports) {
  return {
    open: openCase(ports),
    list: listCases(ports),
    view: viewCase(ports),
    inform: giveInformation(ports),
    decide: decideCase(ports),
    previewDecision: previewDecision(ports),
    recordFindings: recordFindings(ports),
    changesNeeded: changesNeededOf(ports),
    withdraw: withdrawCase(ports),
    changePrescriber: changePrescriber(ports),
    changeMemberContact: changeMemberContact(ports),
    timeline: timelineOf(ports),
    clocks: clocksOf(ports),
    expedite: expediteCase(ports),
    extend: extendCase(ports),
    applyClockRule: applyClockRule(ports),
    recordOralNotice: recordOralNotice(ports),
    addReceiptEvidence: addReceiptEvidence(ports),
  };
}

export type CaseUseCases = ReturnType<typeof caseUseCases>;
