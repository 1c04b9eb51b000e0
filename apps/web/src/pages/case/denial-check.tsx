import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { previewDecision, type Decision } from '../../client';
import { ifMatch } from '../../session/api';
import { Problem } from '../../shared/problem';
import { Answer, Answers } from '../../ui/answers';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { useSeen } from '../../ui/use-seen';
import { ActionFrame } from './action-frame';
import { DocumentsToOpen, unopenedLack, useReceivedDocuments } from './documents-to-open';
import type { DecisionDraft } from './drafts';
import { faultAt } from './faults';
import type { FormProps } from './forms';
import { Letter } from './letter';
import { OpenOpinions } from './opinions-panel';
import { text } from './text';
import styles from './forms.module.css';

const words = text.denialCheck;

interface DenialCheckProps extends FormProps<DecisionDraft> {
  readonly body: Decision;
  /** @param letterDigest of the letter that was read */
  readonly onSubmit: (letterDigest: string) => void;
  /** Back to editing the denial. */
  readonly onChangeSomething: () => void;
}

/**
 * The letter of a denial, to read before it is sent, with the documents to open before. If it, or what is behind it, has changed by then,
 * nothing is denied: the new letter is shown and read like the first.
 */
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
  const { refetch, isFetching } = letter;
  const isChanged = isLetterChanged(command.error);
  useEffect(() => {
    if (isLetterChanged(command.error)) void refetch();
  }, [command.error, refetch]);
  const failure = useFailure(letter);
  const memberReasonFault =
    letter.error instanceof Problem ? faultAt(letter.error, 'memberReason') : undefined;
  // The same words may be about other information.
  const digest = isChanged && isFetching ? undefined : (letter.data?.letterDigest ?? undefined);
  const isWritten = digest !== undefined;
  const start = useRef<HTMLDListElement>(null);
  useEffect(() => {
    if (digest !== undefined) start.current?.scrollIntoView({ block: 'start' });
  }, [digest]);
  const documents = useReceivedDocuments(id);
  const end = useRef<HTMLParagraphElement>(null);
  const isRead = useSeen(end, digest);
  return (
    <ActionFrame
      title={words.title}
      submit={words.submit}
      look="danger"
      command={command}
      isShown={isWritten}
      lacks={lackIn(isWritten, isRead) ?? unopenedLack(documents)}
      isErrorSaid={isChanged}
      failed={text.decision.failed.deny}
      onChangeSomething={onChangeSomething}
      onSubmit={() => {
        if (digest !== undefined) onSubmit(digest);
      }}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name={text.check.request}>
          {text.check.requestWords({
            drug,
            member: `${member.givenName} ${member.familyName}`,
            number,
          })}
        </Answer>
        <Answer name={words.sendTo}>
          {prescriber.email === undefined
            ? words.byMail(prescriber)
            : words.byEmail({ name: prescriber.name, email: prescriber.email })}
        </Answer>
      </Answers>
      <p role="status" className={styles['changed']}>
        {isChanged ? words.changed : ''}
      </p>
      <OpenOpinions case={shown} />
      <DocumentsToOpen documents={documents} isDenial />
      {letter.data ? <Letter {...letter.data} /> : null}
      {letter.data?.memberLetter ? (
        <>
          {letter.data.warnings.map((warning) => (
            <p key={warning} className={styles['changed']}>
              {words.warning({ warning })}
            </p>
          ))}
          <p className={styles['note']}>{words.toMember[letter.data.memberLetter.language]}</p>
          <Letter {...letter.data.memberLetter} />
        </>
      ) : null}
      {memberReasonFault === undefined ? null : (
        <p className={styles['changed']}>{words.memberReasonFault({ fault: memberReasonFault })}</p>
      )}
      {failure ? <Failure isInline what={words.letterFailed} {...failure} /> : null}
      {!letter.data && !failure ? <Skeleton label={words.letterLoading} lines={6} /> : null}
      <p ref={end} className={styles['note']}>
        {words.note}
      </p>
    </ActionFrame>
  );
}

function isLetterChanged(error: unknown): boolean {
  return error instanceof Problem && error.code === 'letter-changed';
}

function lackIn(isWritten: boolean, isRead: boolean): string | null {
  if (!isWritten) return words.notShown;
  return isRead ? null : words.notRead;
}
