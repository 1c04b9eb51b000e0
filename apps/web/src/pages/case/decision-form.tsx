import { useState } from 'react';
import type { Case, Decision, Determination, Session } from '../../client';
import { useSession } from '../../session/session';
import { Problem } from '../../shared/problem';
import { NumberField } from '../../ui/number-field';
import { RadioCards } from '../../ui/radio-group';
import { isUnread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { ApprovalCheck } from './approval-check';
import { approvalWords, guidelineLength } from './approval-words';
import { ClauseChoice } from './clause-choice';
import { DenialCheck } from './denial-check';
import { chosenGrounds, decisionOf, isLonger, monthsOf, type DecisionDraft } from './drafts';
import { faultAt, faultIn } from './faults';
import type { FormProps } from './forms';
import styles from './forms.module.css';

type What = Decision['decision'];

/** A reviewer's decision. A denial, or an approval for longer than the guideline's, is looked at once more. */
export function DecisionForm(props: FormProps<DecisionDraft>) {
  const { case: shown, draft, onChange, command, onClose } = props;
  // Of another version nothing was checked.
  const [checked, setChecked] = useState<number | null>(null);
  const session = useSession();
  const { decision, rationale } = draft;
  const { approvalMonths } = shown.determination;
  const months = monthsOf(draft, approvalMonths);
  const isOwnLength = months === approvalMonths || typeof months !== 'number';
  const problem = command.error instanceof Problem ? command.error : null;
  const body = decisionOf(draft, shown.determination);
  const send = () => {
    if (body) command.mutate({ kind: 'decide', body });
  };
  const needsCheck = decision === 'deny' || isLonger(draft, approvalMonths);
  if (checked === shown.version && needsCheck && body) {
    const Check = decision === 'deny' ? DenialCheck : ApprovalCheck;
    return (
      <Check {...props} body={body} onSubmit={send} onChangeSomething={() => setChecked(null)} />
    );
  }
  return (
    <ActionFrame
      title="Decide"
      submit={submitWords(decision, needsCheck)}
      command={command}
      lacks={lackIn(draft, shown.determination)}
      failed={decision === null ? 'Nothing was decided' : FAILED[decision]}
      onSubmit={needsCheck ? () => setChecked(shown.version) : send}
      onClose={onClose}
    >
      <RadioCards<What>
        label="What do you decide?"
        value={decision}
        onChange={(chosen) => onChange((now) => ({ ...now, decision: chosen }))}
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
            isRequired
            value={months}
            onChange={(value) => onChange((now) => ({ ...now, months: value }))}
            isWhole
            min={1}
            max={120}
            error={
              months === null
                ? 'Enter the number of months.'
                : problem
                  ? faultAt(problem, 'approve.months')
                  : undefined
            }
          />
          <p role="status" className={styles['note']}>
            {isOwnLength || approvalMonths === null ? '' : guidelineLength(approvalMonths)}
          </p>
        </div>
      ) : null}
      {decision === 'deny' ? (
        <ClauseChoice
          root={shown.determination.clauses}
          chosen={draft.clauses}
          onChange={(next) => onChange((now) => ({ ...now, clauses: next }))}
          error={problem ? faultIn(problem, 'clauses') : undefined}
        />
      ) : null}
      {decision === null ? null : (
        <TextField
          {...RATIONALE[decision]}
          isLong
          isRequired
          value={rationale[decision]}
          onChange={(text) =>
            onChange((now) => ({ ...now, rationale: { ...now.rationale, [decision]: text } }))
          }
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

function lackIn(draft: DecisionDraft, { approvalMonths, clauses }: Determination): string | null {
  const { decision, rationale } = draft;
  const months = monthsOf(draft, approvalMonths);
  if (decision === null) return 'Choose what you decide.';
  if (decision === 'deny' && chosenGrounds(draft, clauses).length === 0)
    return 'Choose the clauses that it rests on.';
  if (decision === 'approve' && months === null) return 'Enter the number of months.';
  if (decision === 'approve' && isUnread(months)) return 'Correct the number of months.';
  if (rationale[decision].trim() !== '') return null;
  return decision === 'request-information' ? 'Write your question.' : 'Write the reason.';
}

function submitWords(decision: What | null, needsCheck: boolean): string {
  switch (decision) {
    case null:
      return 'Decide';
    case 'approve':
      return needsCheck ? 'Check before you approve' : 'Approve the request';
    case 'request-information':
      return 'Ask the office';
    case 'deny':
      return 'Check before you deny';
  }
}

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
