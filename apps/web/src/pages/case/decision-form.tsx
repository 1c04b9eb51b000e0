import { useState } from 'react';
import type { Case, Decision, Session } from '../../client';
import { Problem } from '../../session/problem';
import { useSession } from '../../session/session';
import { NumberField } from '../../ui/number-field';
import { RadioCards } from '../../ui/radio-group';
import { isUnread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { approvalWords } from './approval-words';
import { ClauseChoice } from './clause-choice';
import { DenialCheck } from './denial-check';
import { decisionOf, type DecisionDraft } from './drafts';
import { faultAt } from './faults';
import type { FormProps } from './forms';
import styles from './forms.module.css';

type What = Decision['decision'];

/** A reviewer's decision. A denial is looked at once more before it is sent. */
export function DecisionForm(props: FormProps<DecisionDraft>) {
  const { case: shown, draft, onChange, command, onClose } = props;
  const [isChecking, setChecking] = useState(false);
  const session = useSession();
  const { decision, rationale, clauses, months } = draft;
  const problem = command.error instanceof Problem ? command.error : null;
  const body = decisionOf(draft);
  const send = () => {
    if (body) command.mutate({ kind: 'decide', body });
  };
  if (isChecking && body?.decision === 'deny') {
    return (
      <DenialCheck
        {...props}
        body={body}
        onSubmit={send}
        onChangeSomething={() => setChecking(false)}
      />
    );
  }
  return (
    <ActionFrame
      title="Decide"
      submit={decision === null ? 'Decide' : SUBMIT[decision]}
      isBusy={command.isPending}
      lacks={lackIn(draft)}
      error={command.error}
      failed={decision === null ? 'Nothing was decided' : FAILED[decision]}
      onSubmit={decision === 'deny' ? () => setChecking(true) : send}
      onClose={onClose}
    >
      <RadioCards<What>
        label="What do you decide?"
        value={decision}
        onChange={(chosen) => onChange({ ...draft, decision: chosen })}
        options={[
          {
            value: 'approve',
            label: 'Approve',
            description: shown.determinationGap ?? approvalWords(shown.determination),
          },
          {
            value: 'request-information',
            label: 'Ask for information',
            description: 'The office gets a letter with your question; the clock runs on.',
          },
          {
            value: 'deny',
            label: 'Deny',
            description: whyNotDeny(shown, session) ?? 'You name the clauses and the reason.',
            isDisabled: whyNotDeny(shown, session) !== null,
          },
        ]}
      />
      {decision === 'approve' ? (
        <div className={styles['narrow']}>
          <NumberField
            label="For how many months"
            value={months ?? shown.determination.approvalMonths}
            onChange={(value) => onChange({ ...draft, months: value })}
            isWhole
            min={1}
            max={120}
            error={problem ? faultAt(problem, 'approve.months') : undefined}
          />
        </div>
      ) : null}
      {decision === 'deny' ? (
        <ClauseChoice
          root={shown.determination.clauses}
          chosen={clauses}
          onChange={(next) => onChange({ ...draft, clauses: next })}
          error={problem ? faultAt(problem, 'clauses') : undefined}
        />
      ) : null}
      {decision === null ? null : (
        <TextField
          {...RATIONALE[decision]}
          isLong
          isRequired
          value={rationale}
          onChange={(text) => onChange({ ...draft, rationale: text })}
          error={problem ? faultAt(problem, 'rationale') : undefined}
        />
      )}
    </ActionFrame>
  );
}

/** Why this person cannot deny this case now; null when they can. */
function whyNotDeny({ status }: Case, { mayDeny }: Session): string | null {
  if (!mayDeny) return 'Only a medical director may deny. Assign the case to one, or ask for more.';
  if (status === 'in-review') return null;
  return 'The case waits for information, and what is unknown never denies.';
}

function lackIn({ decision, rationale, clauses, months }: DecisionDraft): string | null {
  if (decision === null) return 'Choose what you decide.';
  if (decision === 'deny' && clauses.length === 0) return 'Choose the clauses that it rests on.';
  if (decision === 'approve' && isUnread(months)) return 'Correct the number of months.';
  if (rationale.trim() !== '') return null;
  return decision === 'request-information' ? 'Write your question.' : 'Write the reason.';
}

const SUBMIT: Readonly<Record<What, string>> = {
  approve: 'Approve the request',
  'request-information': 'Ask the office',
  deny: 'Check before you deny',
};

const FAILED: Readonly<Record<What, string>> = {
  approve: 'The request was not approved',
  'request-information': 'The office was not asked',
  deny: 'The request was not denied',
};

const RATIONALE: Readonly<Record<What, { readonly label: string; readonly description: string }>> =
  {
    approve: { label: 'Why', description: 'Stands in the record of the case.' },
    'request-information': {
      label: 'Your question to the office',
      description: 'Stands word for word in the letter, beside what the guideline still asks for.',
    },
    deny: { label: 'Why', description: 'Stands word for word in the letter to the office.' },
  };
