export * from './access-log/access-log';
export * from './access/access';

export * from './appeals/appeals';

export * from './audit/audit';

export * from './authorization/authorization';
export * from './authorization/end';

export * from './case/assignment';
export * from './case/case';
export * from './case/commands';
export * from './case/timeline';
export * from './clocks/clocks';
export * from './intake/receipt-evidence';

export * from './correspondence/contact';
export * from './correspondence/letters';
export * from './correspondence/notices';

export * from './documents/documents';

export * from './evaluation/determination';
export * from './evaluation/guideline';

export { plainTexts, readJson, withoutByteOrderMark, type JsonText } from './http/json-text';
export { isHealth, needsBody } from './http/operation';
export { READ_KINDS, type Places, type Reads } from './http/reads';
export * from './http/permissions';
export * from './http/problem';
export * from './http/queries';
export * from './http/wire';

export * from './intake/coverage-request';
export * from './intake/drafts';
export * from './intake/duplicates';
export * from './intake/suggestions';

export * from './letter-templates/letter-templates';

export * from './openapi/access-page';
export * from './openapi/access-table';
export { answered } from './openapi/components';
export * from './openapi/openapi';
export * from './openapi/operations';

export * from './peer-to-peer/peer-to-peer';

export * from './renewals/calendar';
export * from './renewals/renewals';

export * from './reports/reports';

export * from './review/changes-needed';
export * from './review/decision';
export * from './review/findings';
export * from './review/hand-up';
export * from './review/second-opinion';

export * from './sessions/sessions';

export * from './stuck/stuck';

export * from './system/health';
export * from './system/local';
export * from './system/session';

export * from './worklist/batch';
export * from './worklist/members';
export * from './worklist/views';
export * from './worklist/worklist';
