import { useEffect, useRef } from 'react';
import type { Decision, GuidelineDescription } from '../../client';
import { Answer, Answers } from '../../ui/answers';
import { ActionFrame } from './action-frame';
import { guidelineLength, monthWords } from './approval-words';
import { calendarDay } from '../../ui/times';
import { DocumentsToOpen, useReceivedDocuments } from './documents-to-open';
import type { DecisionDraft } from './drafts';
import type { FormProps } from './forms';
import { dosesIn } from './doses';
import { text } from './text';

interface ApprovalCheckProps extends FormProps<DecisionDraft> {
  readonly guideline: GuidelineDescription | undefined;
  readonly body: Decision;
  readonly onSubmit: () => void;
  /** Back to editing the approval. */
  readonly onChangeSomething: () => void;
}

/** A last look at an approval for longer than the guideline's. */
export function ApprovalCheck(props: ApprovalCheckProps) {
  const { case: shown, guideline, body, command, onSubmit, onChangeSomething, onClose } = props;
  const { drug, member } = shown.request;
  const { approvalMonths } = shown.determination;
  const length = monthWords(body.approve?.months ?? 0);
  const documents = useReceivedDocuments(shown.id);
  const start = useRef<HTMLDListElement>(null);
  useEffect(() => {
    start.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <ActionFrame
      title={text.approvalCheck.title}
      submit={text.approvalCheck.submit({ length })}
      command={command}
      failed={text.decision.failed.approve}
      onChangeSomething={onChangeSomething}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name={text.check.request}>
          {text.check.requestWords({
            drug,
            member: `${member.givenName} ${member.familyName}`,
            number: shown.number,
          })}
        </Answer>
        <Answer name={text.approvalCheck.approval}>
          {text.approvalCheck.approvalFor({ length })}{' '}
          {approvalMonths === null ? '' : guidelineLength(approvalMonths)}
        </Answer>
        {body.approve?.start === undefined ? null : (
          <Answer name={text.otherTerms.start}>{calendarDay(body.approve.start)}</Answer>
        )}
        {dosesIn(guideline).map(({ name, label, unit }) => {
          const number = body.approve?.[name];
          return typeof number === 'number' ? (
            <Answer key={name} name={label}>
              {unit === null ? String(number) : `${number} ${unit}`}
            </Answer>
          ) : null;
        })}
        <Answer name={text.approvalCheck.rationale}>{body.rationale}</Answer>
      </Answers>
      <DocumentsToOpen documents={documents} isDenial={false} />
    </ActionFrame>
  );
}
