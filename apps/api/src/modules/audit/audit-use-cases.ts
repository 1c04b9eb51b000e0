import { checkAudit, showAudit, type AuditCheckPorts } from '@assent/application';

export const AUDIT = Symbol('audit use cases');

export function auditUseCases(ports: AuditCheckPorts) {
  return { show: showAudit(ports), check: checkAudit(ports) };
}

export type AuditUseCases = ReturnType<typeof auditUseCases>;
