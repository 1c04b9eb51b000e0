import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { findDuplicates, type DuplicateAnswer } from '../../client';
import { readText, type Members } from '../../facts/readings';
import { useSession } from '../../session/session';
import { Icon } from '../../ui/icon';
import { calendarDay, shortClock } from '../../ui/times';
import { valueAt } from './request';
import { useDelayed } from './use-delayed';
import styles from './open.module.css';

/** The first part of its query's key. */
export const DUPLICATES = 'duplicates';

/** What a request may repeat, once it says for whom and which drug it is. */
export function useDuplicates(request: Members): DuplicateAnswer | null {
  const memberId = useDelayed(readText(valueAt(request, 'member.memberId'))?.trim() ?? '', 400);
  const drug = useDelayed(readText(valueAt(request, 'drug'))?.trim() ?? '', 400);
  const { data } = useQuery({
    queryKey: [DUPLICATES, memberId, drug],
    queryFn: async ({ signal }) =>
      (await findDuplicates({ body: { memberId, drug }, signal })).data,
    enabled: memberId !== '' && drug !== '',
    gcTime: 0,
  });
  return data ?? null;
}

/** The open case that the API would refuse this request for; null when there is none. */
export function blockingCase(duplicates: DuplicateAnswer | null, request: Members) {
  const type = valueAt(request, 'requestType');
  return duplicates?.cases.find(({ requestType }) => requestType === type) ?? null;
}

interface DuplicatesProps {
  readonly duplicates: DuplicateAnswer;
  readonly blocking: { readonly number: string } | null;
}

/** Open cases and running authorizations of the same member for the same drug. */
export const Duplicates = memo(function Duplicates({ duplicates, blocking }: DuplicatesProps) {
  const { payer } = useSession();
  const { cases, authorizations } = duplicates;
  if (cases.length + authorizations.length === 0) return null;
  return (
    <section className={styles['duplicates']} role="status" aria-labelledby="duplicates-title">
      <h2 id="duplicates-title">
        <Icon name="copy" />
        This may be here already
      </h2>
      <ul>
        {cases.map(({ id, number, requestType, receivedAt, clock }) => (
          <li key={id}>
            <Link to="/cases/$caseId" params={{ caseId: id }}>
              Case {number}
            </Link>
            {` to ${requestType === 'initiation' ? 'start' : 'continue'} this drug is open since ${shortClock(receivedAt, payer.timeZone)}${
              clock.dueAt === null ? '' : `, due ${shortClock(clock.dueAt, payer.timeZone)}`
            }.`}
          </li>
        ))}
        {authorizations.map(({ number, caseId, period }) => (
          <li key={number}>
            <Link to="/cases/$caseId" params={{ caseId }}>
              Authorization {number}
            </Link>
            {` covers the member from ${calendarDay(period.start)} to ${calendarDay(period.end)}.`}
          </li>
        ))}
      </ul>
      <p>
        {blocking === null
          ? 'You may open another case all the same.'
          : `A second case of the same type cannot be opened: give the information to ${blocking.number}, or withdraw that one first.`}
      </p>
    </section>
  );
});
