import { useMay, useSession } from '../../session/session';
import type { Case, GuidelineDescription } from '../../client';
import type { AskedFor } from './action-frame';
import type { Command } from './commands';
import { DecisionForm } from './decision-form';
import type { Written } from './drafts';
import type { Change, FormProps } from './forms';
import { InformationForm } from './information-form';
import { isTheirs } from './status-words';
import { WithdrawForm } from './withdraw-form';

export type FormName = 'information' | 'decide' | 'withdraw';

/** The form of each command; null if it has none here. */
export const FORM_OF: Readonly<Record<Command['kind'], FormName | null>> = {
  'give-information': 'information',
  decide: 'decide',
  withdraw: 'withdraw',
  'change-prescriber': null,
};

interface FormsProps {
  readonly form: FormName;
  /** The fact that a person asked for. */
  readonly asked: AskedFor | null;
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
  readonly written: Written;
  readonly onWrite: (change: Change<Written>) => void;
  readonly command: FormProps<never>['command'];
  readonly onClose: () => void;
}

/** The open form. */
export function Forms({ form, asked, guideline, written, onWrite, ...given }: FormsProps) {
  const { mayDeny } = useSession();
  const mayDecide = useMay('decide') && isTheirs(given.case, mayDeny);
  switch (form) {
    case 'information':
      return (
        <InformationForm
          {...given}
          guideline={guideline}
          asked={asked}
          draft={written.information}
          onChange={(change) =>
            onWrite((now) => ({ ...now, information: change(now.information) }))
          }
        />
      );
    case 'decide':
      return mayDecide ? (
        <DecisionForm
          {...given}
          guideline={guideline}
          draft={written.decision}
          onChange={(change) => onWrite((now) => ({ ...now, decision: change(now.decision) }))}
        />
      ) : null;
    case 'withdraw':
      return (
        <WithdrawForm
          {...given}
          draft={written.reason}
          onChange={(change) => onWrite((now) => ({ ...now, reason: change(now.reason) }))}
        />
      );
  }
}
