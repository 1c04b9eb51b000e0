import type { AuthorizationRecord, RenewalReminder } from '@assent/application';
import { dosingSentence } from '@assent/guidelines';
import type { AuthorizationJson, ReminderPageJson } from '@assent/contracts';

export function toAuthorizationJson(record: AuthorizationRecord): AuthorizationJson {
  return {
    number: record.number,
    status: record.status,
    period: { start: record.period.start, end: record.period.end },
    endedOn: record.endedOn,
    endReason: record.endReason,
    caseId: record.caseId,
    memberId: record.memberId,
    drug: record.drug,
    lineOfBusiness: record.lineOfBusiness,
    issuedAt: record.issuedAt.toISOString(),
    dosing: { ...record.dosing },
    dosingText: dosingSentence(record.drug, record.dosing),
    continuedDosing: record.continuedDosing
      ? {
          dosing: { ...record.continuedDosing.dosing },
          dosingText: dosingSentence(record.drug, record.continuedDosing.dosing),
          lastDay: record.continuedDosing.lastDay,
        }
      : null,
    warnings: record.warnings.map(({ id, message }) => ({ id, message })),
    continuationCaseId: record.continuationCaseId,
    renewedBy: record.isContinued ? null : record.renewedBy,
    continuedBy: record.isContinued ? record.renewedBy : null,
    continues: record.continues ?? null,
    appealId: record.appealId ?? null,
  };
}

export function toReminderJson(reminder: RenewalReminder): ReminderPageJson['items'][number] {
  return {
    authorization: reminder.authorization,
    daysBefore: reminder.daysBefore,
    dueAt: reminder.dueAt.toISOString(),
    sentAt: reminder.sentAt?.toISOString() ?? null,
  };
}
