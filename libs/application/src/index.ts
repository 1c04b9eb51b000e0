export { digestOf, GuidelineMissing } from '@assent/guidelines';

export * from './access-log/list-accesses.handler';
export * from './access/open-with-reason.handler';

export * from './appeals/appeal-view';
export {
  MAX_FILE_DOCUMENTS_BYTES,
  openAppealFile,
  type OpenedAppealFile,
} from './appeals/appeal-file.handler';
export type { AppealCommand } from './appeals/change-appeal';
export type { PartialTerms } from './appeals/settle-appeal';
export * from './appeals/continue-benefits.handler';
export * from './appeals/decide-appeal.handler';
export * from './appeals/record-appeal-findings.handler';
export * from './appeals/expedite-appeal.handler';
export * from './appeals/external-outcome.handler';
export * from './appeals/forward-appeal.handler';
export * from './appeals/good-cause.handler';
export * from './appeals/open-appeal.handler';
export * from './appeals/pass-appeal-deadline.handler';
export * from './appeals/vacate-dismissal.handler';
export { TOOK_PART } from './appeals/who-decides';
export * from './appeals/withdraw-appeal.handler';

export * from './audit/check-audit.handler';
export * from './audit/seal-audit.handler';
export { hashedText } from './audit/check-chains';
export { verifyAudit, type VerificationPorts } from './audit/verify-audit.handler';

export * from './authorization/authorization-timers.handler';
export * from './authorization/end-authorization.handler';

export * from './case/assign-case.handler';
export * from './case/case-timers.handler';
export type { AddressChange, CaseView, ListedCase } from './case/case-view';
export type { CaseCommand } from './case/change-case';
export type { FactSource, FactSources, NamedDocument } from './case/fact-sources';
export * from './case/give-information.handler';
export * from './case/meet-person.handler';
export * from './case/read-cases.handler';
export * from './case/withdraw-case.handler';

export type { LaterEntry } from './life-cycle/later-entry';
export { applyClockRule, type ApplyClockRule } from './clocks/apply-clock-rule.handler';
export * from './clocks/expedite-case.handler';
export * from './clocks/extend-deadline.handler';
export { addReceiptEvidence, type AddReceiptEvidence } from './intake/add-receipt-evidence.handler';
export { BY_CHANNEL, EVIDENCE_WORDS, receiptWords } from './intake/receipt-words';
export { recordOralNotice, type RecordOralNotice } from './clocks/record-oral-notice.handler';
export * from './clocks/show-clocks.handler';

export { changePrescriber, type ChangePrescriber } from './correspondence/change-contact.handler';
export * from './correspondence/change-member-contact.handler';
export * from './correspondence/deliver-member-letters.handler';
export * from './correspondence/deliver-notices.handler';
export {
  criterionWordings,
  type WordingFault,
  type WordingFile,
} from './correspondence/criterion-wording';
export { contentOfText, letterText } from './correspondence/letter-text';
export * from './correspondence/list-notices.handler';
export { modificationWords } from './correspondence/modification-words';
export * from './correspondence/print-letters.handler';
export { sendingsOf, type LetterState, type LetterSummary } from './correspondence/letter-summary';
export * from './correspondence/read-letters.handler';
export * from './correspondence/report-delivery.handler';

export * from './documents/add-document.handler';
export * from './documents/read-documents.handler';
export * from './documents/rotate-keys.handler';
export * from './documents/scan-documents.handler';
export * from './documents/sweep-documents.handler';

export * from './evaluation/shown-to';
export * from './evaluation/view-guideline.handler';

export * from './intake/drafts.handler';
export * from './intake/find-duplicates.handler';
export { openCase, precheck } from './intake/open-case.handler';
export type { CoverageRequest, OpenCase, OpenedCase } from './intake/open-case.handler';
export * from './intake/suggestions.handler';

export { dayWords, END_WORDS, instantWords } from './member-coverage/words';

export * from './peer-to-peer/agree-call.handler';
export * from './peer-to-peer/list-calls.handler';
export * from './peer-to-peer/pass-call-time.handler';
export * from './peer-to-peer/record-call.handler';
export * from './peer-to-peer/request-call.handler';

export * from './letter-templates/letter-templates.handler';
export * from './ports/access-log';
export * from './ports/appeal-repository';
export * from './ports/audit-log';
export * from './ports/authorization-record';
export * from './ports/calendar-feed-repository';
export * from './ports/case-record';
export * from './ports/case-repository';
export * from './ports/change';
export * from './ports/access-repository';
export * from './ports/document-scanner';
export * from './ports/document-store';
export * from './ports/draft-repository';
export * from './ports/encryption-keys';
export * from './ports/ended-sessions';
export * from './ports/key-rotation';
export * from './ports/event-feed';
export * from './ports/letter-content';
export * from './ports/letter-elements';
export * from './ports/letter-forms';
export * from './ports/letter-setting';
export * from './ports/mail';
export * from './ports/notice-record';
export * from './ports/outbox';
export * from './ports/page';
export * from './ports/planned-work';
export * from './ports/ports';
export * from './ports/printed-letters';
export * from './ports/reader';
export * from './ports/report-repository';
export * from './ports/stuck-repository';
export * from './ports/used-allowances';
export * from './ports/view-repository';
export * from './ports/workflow-inspector';
export * from './ports/workflow-rebuilding';
export * from './ports/worklist-repository';

export * from './renewals/list-renewals.handler';
export * from './renewals/renewal-calendar.handler';

export * from './reports/determination-report.handler';
export * from './reports/measures.handler';
export * from './reports/overview.handler';

export * from './review/changes-needed.handler';
export * from './review/decide-case.handler';
export * from './review/record-findings.handler';
export * from './review/hand-up.handler';
export * from './review/second-opinion.handler';
export type { GivenTerms } from './review/modified-approval';

export { unsent as blockerOfNotice } from './stuck/blockers';
export { reconcile, type Reconciled, type ReconcilerPorts } from './stuck/reconcile.handler';
export { rebuildWorkflows, type Rebuilt } from './stuck/rebuild-workflows.handler';
export * from './stuck/repair-case.handler';
export { showStuck, workflowOf, type StuckBoard } from './stuck/show-stuck.handler';

export * from './worklist/batch.handler';
export * from './worklist/search-members.handler';
export {
  searchTerms,
  MIN_PART_LENGTH,
  type SearchPart,
  type SearchTerm,
} from './worklist/search-terms';
export * from './worklist/search-worklist.handler';
export * from './worklist/take-next.handler';
export * from './worklist/views.handler';

export { oneAtATime } from './one-at-a-time';
