import { letterGoesOutAt, type Pressing } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { NoticeKind } from '../ports/notice-record';
import type { Settings } from '../ports/ports';

/** When a ready notice goes out: in the payer's hours, unless a deadline of its case is near. */
export function noticeDueAt(
  kind: NoticeKind,
  record: CaseRecord,
  ready: Date,
  { letterHours, timeZone }: Pick<Settings, 'letterHours' | 'timeZone'>,
): Date {
  return letterGoesOutAt(ready, pressing(kind, record), letterHours, timeZone);
}

/** A decision and its letter share a deadline: a late letter makes the decision late. */
function pressing(kind: NoticeKind, record: CaseRecord): Pressing {
  const urgent = record.urgency === 'expedited';
  switch (kind) {
    case 'information-request':
    case 'information-reminder':
      return { urgent, by: record.informationDueAt };
    // What the plan owes somebody who appealed waits for no morning.
    case 'appeal-received':
    case 'appeal-dismissed':
    case 'appeal-reopened':
    case 'appeal-decided':
      return { urgent: true, by: null };
    case 'extension':
      return { urgent: true, by: record.dueAt };
    // An offer that comes after the decision offers nothing.
    case 'peer-to-peer-offer':
    case 'approval':
    case 'denial':
      return { urgent, by: record.dueAt };
    case 'withdrawal':
    case 'routing':
      return { urgent, by: null };
    case 'renewal-reminder':
    case 'cover-lapse':
    case 'authorization-ended':
      return { urgent: false, by: null };
  }
}
