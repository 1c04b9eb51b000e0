import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { previewDecision, type Decision } from '../../client';
import { ifMatch } from '../../session/api';
import { Answer, Answers } from '../../ui/answers';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { useSeen } from '../../ui/use-seen';
import { ActionFrame } from './action-frame';
import type { DecisionDraft } from './drafts';
import type { FormProps } from './forms';
import { Letter } from './letter';
import styles from './forms.module.css';

interface DenialCheckProps extends FormProps<DecisionDraft> {
  readonly body: Decision;
  readonly onSubmit: () => void;
  /** Back to what the denial says. */
  readonly onChangeSomething: () => void;
}

/** The letter of a denial, to be read before it is sent. */
export function DenialCheck(props: DenialCheckProps) {
  const { case: shown, body, command, onSubmit, onChangeSomething, onClose } = props;
  const { id, version, number, request } = shown;
  const { member, prescriber, drug } = request;
  const letter = useQuery({
    queryKey: ['letter of a decision', id, version, body],
    queryFn: async ({ signal }) =>
      (await previewDecision({ path: { id }, headers: ifMatch(version), body, signal })).data,
    gcTime: 0,
  });
  const failure = useFailure(letter);
  const text = letter.data?.text;
  const isWritten = text !== undefined;
  const start = useRef<HTMLDListElement>(null);
  useEffect(() => {
    if (text !== undefined) start.current?.scrollIntoView({ block: 'start' });
  }, [text]);
  const end = useRef<HTMLParagraphElement>(null);
  const isRead = useSeen(end, text);
  return (
    <ActionFrame
      title="Check before you deny"
      submit="Deny the request"
      look="danger"
      command={command}
      isShown={isWritten}
      lacks={lackIn(isWritten, isRead)}
      failed="The request was not denied"
      onChangeSomething={onChangeSomething}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name="Request">
          {drug} for {member.givenName} {member.familyName}, {number}
        </Answer>
        <Answer name="Letter to">
          {prescriber.name}
          {prescriber.email === undefined
            ? ', printed and posted by the mailroom'
            : `, ${prescriber.email}`}
        </Answer>
      </Answers>
      {letter.data ? <Letter {...letter.data} /> : null}
      {failure ? <Failure isInline what="The letter could not be written" {...failure} /> : null}
      {!letter.data && !failure ? <Skeleton label="Writing the letter" lines={6} /> : null}
      <p ref={end} className={styles['note']}>
        This letter will be sent word for word. A denial closes the case. This can't be undone.
      </p>
    </ActionFrame>
  );
}

function lackIn(isWritten: boolean, isRead: boolean): string | null {
  if (!isWritten) return 'The letter must be on the screen before you can deny the request.';
  return isRead ? null : 'Scroll to the end of the letter before you deny the request.';
}
