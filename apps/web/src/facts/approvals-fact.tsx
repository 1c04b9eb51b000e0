import { DateField } from '../ui/date-field';
import { TextField } from '../ui/text-field';
import { EntriesField } from './entries-field';
import type { FactWidgetProps } from './fact-widget';
import { readApprovals, type EarlierApproval } from './readings';
import { text } from './text';

const words = text.authorizations;

const EMPTY: EarlierApproval = { payer: undefined, approvedOn: undefined, condition: undefined };

/** Earlier approvals by health plans. */
export function ApprovalsFact({ frame, value, onChange, faultIn }: FactWidgetProps) {
  return (
    <EntriesField
      frame={frame}
      words={words}
      value={value}
      entries={readApprovals(value) ?? []}
      empty={EMPTY}
      onChange={onChange}
    >
      {(approval, change, position) => (
        <>
          <TextField
            label={words.healthPlan}
            value={approval.payer ?? ''}
            onChange={(payer) => change((now) => ({ ...now, payer }))}
            error={faultIn(`${position}.payer`)}
            autoComplete="off"
          />
          <DateField
            label={words.authorizedOn}
            value={approval.approvedOn}
            onChange={(date) => change((now) => ({ ...now, approvedOn: date ?? undefined }))}
            error={faultIn(`${position}.approvedOn`)}
          />
          <TextField
            label={words.condition}
            description={words.conditionHint}
            value={approval.condition ?? ''}
            onChange={(condition) =>
              change((now) => ({ ...now, condition: condition === '' ? undefined : condition }))
            }
            error={faultIn(`${position}.condition`)}
            autoComplete="off"
          />
        </>
      )}
    </EntriesField>
  );
}
