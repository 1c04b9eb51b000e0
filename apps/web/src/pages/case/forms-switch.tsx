import { useMay } from '../../session/session';
import type { Case, GuidelineDescription } from '../../client';
import { DecisionForm } from './decision-form';
import type { Written } from './drafts';
import { InformationForm } from './information-form';
import { useCommand } from './use-command';
import { WithdrawForm } from './withdraw-form';

export type FormName = 'information' | 'decide' | 'withdraw';

interface FormsProps {
  readonly form: FormName;
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
  readonly written: Written;
  readonly onWrite: (written: Written) => void;
  readonly onClose: () => void;
  readonly onSent: (after: Case) => void;
}

/** The form that is open. */
export function Forms({ form, ...rest }: FormsProps) {
  // Another form begins without the refusal of the one before.
  return <OneForm key={form} form={form} {...rest} />;
}

function OneForm({ form, case: shown, guideline, written, onWrite, ...rest }: FormsProps) {
  const command = useCommand(shown);
  const mayDecide = useMay('decide');
  const given = { ...rest, case: shown, command };
  switch (form) {
    case 'information':
      return (
        <InformationForm
          {...given}
          guideline={guideline}
          draft={written.information}
          onChange={(information) => onWrite({ ...written, information })}
        />
      );
    case 'decide':
      return mayDecide ? (
        <DecisionForm
          {...given}
          draft={written.decision}
          onChange={(decision) => onWrite({ ...written, decision })}
        />
      ) : null;
    case 'withdraw':
      return (
        <WithdrawForm
          {...given}
          draft={written.reason}
          onChange={(reason) => onWrite({ ...written, reason })}
        />
      );
  }
}
