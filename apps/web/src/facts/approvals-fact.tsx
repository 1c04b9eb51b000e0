import { DateField } from '../ui/date-field';
import { TextField } from '../ui/text-field';
import { EntriesField } from './entries-field';
import type { FactWidgetProps } from './fact-widget';
import { readApprovals, type EarlierApproval } from './readings';

const EMPTY: EarlierApproval = { payer: undefined, approvedOn: undefined, condition: undefined };

/** Approvals by health plans at earlier times. */
export function ApprovalsFact({ frame, value, onChange, faultIn }: FactWidgetProps) {
  return (
    <EntriesField
      frame={frame}
      noun="Approval"
      article="an"
      value={value}
      entries={readApprovals(value) ?? []}
      empty={EMPTY}
      onChange={onChange}
    >
      {(approval, change, position) => (
        <>
          <TextField
            label="Health plan"
            value={approval.payer ?? ''}
            onChange={(payer) => change((now) => ({ ...now, payer }))}
            error={faultIn(`${position}.payer`)}
            autoComplete="off"
          />
          <DateField
            label="Approved on"
            value={approval.approvedOn}
            onChange={(date) => change((now) => ({ ...now, approvedOn: date ?? undefined }))}
            error={faultIn(`${position}.approvedOn`)}
          />
          <TextField
            label="For which condition"
            description="As the plan wrote it; may stay empty."
            value={approval.condition ?? ''}
            onChange={(text) =>
              change((now) => ({ ...now, condition: text === '' ? undefined : text }))
            }
            error={faultIn(`${position}.condition`)}
            autoComplete="off"
          />
        </>
      )}
    </EntriesField>
  );
}
