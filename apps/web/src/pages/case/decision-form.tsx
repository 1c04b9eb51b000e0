import { useState } from 'react';
import type { Case, Decision, Determination, GuidelineDescription, Session } from '../../client';
import { useSession } from '../../session/session';
import { Problem } from '../../shared/problem';
import { NumberField } from '../../ui/number-field';
import { RadioCards } from '../../ui/radio-group';
import { isUnread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { ApprovalCheck } from './approval-check';
import { approvalWords, exceptionWords, guidelineLength } from './approval-words';
import { CallNotOffered } from './call-not-offered';
import { ClauseChoice } from './clause-choice';
import { DenialCheck } from './denial-check';
import { DocumentsToOpen, useReceivedDocuments } from './documents-to-open';
import {
  chosenGrounds,
  decisionOf,
  isLonger,
  isModified,
  monthsOf,
  type DecisionDraft,
} from './drafts';
import { faultAt, faultIn } from './faults';
import type { FormProps } from './forms';
import { licenseLack, licenseOf, useLicense } from './license';
import { LicenseFields } from './license-fields';
import { OpenOpinions } from './opinions-panel';
import { OtherTerms } from './other-terms';
import { text } from './text';
import styles from './forms.module.css';

const words = text.decision;

type What = Decision['decision'];

interface DecisionFormProps extends FormProps<DecisionDraft> {
  readonly guideline: GuidelineDescription | undefined;
}

/** A reviewer's decision. A denial takes their license. Denials, and approvals longer than the guideline's, get a last look. */
export function DecisionForm(props: DecisionFormProps) {
  const { case: shown, draft, onChange, command, onClose } = props;
  // Checks of another version do not count.
  const [checked, setChecked] = useState<number | null>(null);
  const session = useSession();
  const license = useLicense(session);
  const documents = useReceivedDocuments(shown.id);
  const { decision, rationale } = draft;
  const { approvalMonths } = shown.determination;
  const months = monthsOf(draft, approvalMonths);
  const isOwnLength = months === approvalMonths || typeof months !== 'number';
  const problem = command.error instanceof Problem ? command.error : null;
  const made = decisionOf(draft, shown.determination);
  const typed = decision === 'deny' && !license.isOfToken ? licenseOf(license.typed) : null;
  const body = made && typed ? { ...made, license: typed } : made;
  const send = (keys: Pick<Decision, 'letterDigest'> = {}) => {
    const seen = shown.seenDigest === null ? {} : { seenDigest: shown.seenDigest };
    if (body) command.mutate({ kind: 'decide', body: { ...body, ...keys, ...seen } });
  };
  const needsCheck = decision === 'deny' || isLonger(draft, approvalMonths);
  if (checked === shown.version && needsCheck && body) {
    const check = { ...props, body, onChangeSomething: () => setChecked(null) };
    return decision === 'deny' ? (
      <DenialCheck {...check} onSubmit={(letterDigest) => send({ letterDigest })} />
    ) : (
      <ApprovalCheck {...check} onSubmit={() => send()} />
    );
  }
  return (
    <ActionFrame
      title={words.title}
      submit={submitWords(decision, needsCheck)}
      command={command}
      lacks={
        lackIn(draft, shown.determination) ??
        (decision === 'deny' ? licenseLack(license.typed) : null)
      }
      failed={words.failed[decision ?? 'none']}
      onSubmit={needsCheck ? () => setChecked(shown.version) : () => send()}
      onClose={onClose}
    >
      <OpenOpinions case={shown} />
      <RadioCards<What>
        label={words.question}
        value={decision}
        onChange={(chosen) => onChange((now) => ({ ...now, decision: chosen }))}
        options={[
          {
            value: 'approve',
            label: words.options.approve,
            description: shown.determinationGap ?? approvalWords(shown.determination),
          },
          {
            value: 'request-information',
            label: words.options['request-information'],
            description: words.options['request-information-does'],
          },
          {
            value: 'deny',
            label: words.options.deny,
            description: whyNotDeny(shown, session) ?? words.options['deny-does'],
            isDisabled: whyNotDeny(shown, session) !== null,
          },
        ]}
      />
      {decision === 'approve' ? (
        <div className={styles['narrow']}>
          <NumberField
            label={words.months}
            isRequired
            value={months}
            onChange={(value) => onChange((now) => ({ ...now, months: value }))}
            isWhole
            min={1}
            max={120}
            error={
              months === null
                ? words.monthsMissing
                : problem
                  ? faultAt(problem, 'approve.months')
                  : undefined
            }
          />
          <p role="status" className={styles['note']}>
            {isOwnLength || approvalMonths === null ? '' : guidelineLength(approvalMonths)}
          </p>
          <p className={styles['note']}>{exceptionWords(shown, session)}</p>
        </div>
      ) : null}
      {decision === 'deny' ? <CallNotOffered case={shown} /> : null}
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
          {...words.rationale[decision]}
          isLong
          isRequired
          value={rationale[decision]}
          onChange={(text) =>
            onChange((now) => ({ ...now, rationale: { ...now.rationale, [decision]: text } }))
          }
          error={problem ? faultAt(problem, 'rationale') : undefined}
        />
      )}
      {decision === 'approve' ? <OtherTerms {...props} problem={problem} /> : null}
      {isModified(draft, approvalMonths) ? (
        <TextField
          {...words.reason}
          isLong
          isRequired
          value={draft.reason}
          onChange={(reason) => onChange((now) => ({ ...now, reason }))}
          error={problem ? faultAt(problem, 'approve.reason') : undefined}
        />
      ) : null}
      {decision === 'deny' || isModified(draft, approvalMonths) ? (
        <TextField
          label={words.memberReason.label}
          description={words.memberReason.description[shown.request.member.language ?? 'en']}
          isLong
          value={draft.memberReason}
          onChange={(memberReason) => onChange((now) => ({ ...now, memberReason }))}
          error={problem ? faultAt(problem, 'memberReason') : undefined}
        />
      ) : null}
      {decision === null ? null : (
        <DocumentsToOpen documents={documents} isDenial={decision === 'deny'} />
      )}
      {decision === 'deny' ? <LicenseFields license={license} problem={problem} /> : null}
    </ActionFrame>
  );
}

/** Why this person cannot deny this case now; null if they can. */
function whyNotDeny(
  { openedBy, status, findings }: Case,
  { mayDeny, subject }: Session,
): string | null {
  if (!mayDeny) return words.mayNotDeny;
  if (openedBy?.subject === subject) return words.ownCase;
  if (status !== 'in-review') return words.notInReview;
  if (findings === null) return null;
  if (findings.withheld) return words.findingsFirst;
  return findings.criteria.some(({ own }) => own?.finding === 'not-met') ? null : words.noneNotMet;
}

function lackIn(draft: DecisionDraft, { approvalMonths, clauses }: Determination): string | null {
  const { decision, rationale } = draft;
  const months = monthsOf(draft, approvalMonths);
  if (decision === null) return words.lacks.decision;
  if (decision === 'deny' && chosenGrounds(draft, clauses).length === 0) return words.lacks.grounds;
  if (decision === 'approve' && months === null) return words.monthsMissing;
  if (decision === 'approve' && isUnread(months)) return words.monthsUnread;
  if (decision === 'approve' && isUnread(draft.start)) return words.lacks.start;
  if (decision === 'approve' && Object.values(draft.dosing).some(isUnread)) return words.lacks.dose;
  if (isModified(draft, approvalMonths) && draft.reason.trim() === '') return words.lacks.reason;
  if (rationale[decision].trim() !== '') return null;
  return decision === 'request-information' ? words.lacks.question : words.lacks.rationale;
}

function submitWords(decision: What | null, needsCheck: boolean): string {
  switch (decision) {
    case null:
      return words.submit.none;
    case 'approve':
      return needsCheck ? words.submit.approveCheck : words.submit.approve;
    case 'request-information':
    case 'deny':
      return words.submit[decision];
  }
}
