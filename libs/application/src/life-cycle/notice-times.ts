import { letterGoesOutAt, type Pressing } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { NoticeKind } from '../ports/notice-record';
import type { Settings } from '../ports/ports';

/** When a notice that is ready goes out: within the payer's hours, unless a clock of its case presses. */
export function noticeDueAt(
  kind: NoticeKind,
  record: CaseRecord,
  ready: Date,
  { letterHours, timeZone }: Pick<Settings, 'letterHours' | 'timeZone'>,
): Date {
  return letterGoesOutAt(ready, pressing(kind, record), letterHours, timeZone);
}

/** A decision and its letter are due together: the plan tells of it in time, or has not decided in time. */
function pressing(kind: NoticeKind, record: CaseRecord): Pressing {
  const urgent = record.urgency === 'expedited';
  switch (kind) {
    case 'information-request':
    case 'information-reminder':
      return { urgent, by: record.informationDueAt };
    case 'approval':
    case 'denial':
      return { urgent, by: record.dueAt };
    case 'withdrawal':
    case 'routing':
      return { urgent, by: null };
    case 'renewal-reminder':
    case 'cover-lapse':
      return { urgent: false, by: null };
  }
}
