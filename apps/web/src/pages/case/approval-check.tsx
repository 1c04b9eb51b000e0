import { useEffect, useRef } from 'react';
import type { Decision } from '../../client';
import { Answer, Answers } from '../../ui/answers';
import { ActionFrame } from './action-frame';
import { guidelineLength, monthWords } from './approval-words';
import type { DecisionDraft } from './drafts';
import type { FormProps } from './forms';

interface ApprovalCheckProps extends FormProps<DecisionDraft> {
  readonly body: Decision;
  readonly onSubmit: () => void;
  /** Back to what the approval says. */
  readonly onChangeSomething: () => void;
}

/** An approval for longer than the guideline's, to be looked at before it is sent. */
export function ApprovalCheck(props: ApprovalCheckProps) {
  const { case: shown, body, command, onSubmit, onChangeSomething, onClose } = props;
  const { drug, member } = shown.request;
  const { approvalMonths } = shown.determination;
  const length = monthWords(body.approve?.months ?? 0);
  const start = useRef<HTMLDListElement>(null);
  useEffect(() => {
    start.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <ActionFrame
      title="Check before you approve"
      submit={`Approve for ${length}`}
      command={command}
      failed="The request was not approved"
      onChangeSomething={onChangeSomething}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name="Request">
          {drug} for {member.givenName} {member.familyName}, {shown.number}
        </Answer>
        <Answer name="Approval">
          For {length}. {approvalMonths === null ? '' : guidelineLength(approvalMonths)}
        </Answer>
        <Answer name="Why">{body.rationale}</Answer>
      </Answers>
    </ActionFrame>
  );
}
