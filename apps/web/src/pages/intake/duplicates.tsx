import { type Members, valueAt } from '@assent/vocabulary';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { findDuplicates, type DuplicateAnswer } from '../../client';
import { readText } from '../../facts/readings';
import { useSession } from '../../session/session';
import { isDate } from '../../ui/date-reading';
import { Icon } from '../../ui/icon';
import { calendarDay, shortClock } from '../../ui/times';
import { REQUEST_TYPES } from '../../work/words';
import styles from './intake.module.css';
import type { OnFile } from './on-file';
import { text } from './text';
import { useDelayed } from './use-delayed';

/** The first part of its query's key. */
export const DUPLICATES = 'duplicates';

/**
 * What a request may duplicate, once it names its member and drug.
 * @param isSent whether it is being sent, or is a case by now: then it would find itself
 */
export function useDuplicates(request: Members, isSent: boolean): DuplicateAnswer | null {
  const memberId = useDelayed(readText(valueAt(request, 'member.memberId'))?.trim() ?? '', 400);
  const drug = useDelayed(readText(valueAt(request, 'drug'))?.trim() ?? '', 400);
  const born = valueAt(request, 'member.birthDate');
  const birthDate = useDelayed(isDate(born) ? born : undefined, 400);
  const givenName = useDelayed(readText(valueAt(request, 'member.givenName'))?.trim() ?? '', 400);
  const { data } = useQuery({
    queryKey: [DUPLICATES, memberId, drug, birthDate, givenName],
    queryFn: async ({ signal }) => {
      const known = { ...(birthDate && { birthDate }), ...(givenName && { givenName }) };
      return (await findDuplicates({ body: { memberId, drug, ...known }, signal })).data;
    },
    enabled: memberId !== '' && drug !== '' && !isSent,
    // Known data of a member stays while their birth date or name is corrected.
    placeholderData: (last, query) =>
      query?.queryKey[1] === memberId && query.queryKey[2] === drug ? last : undefined,
    gcTime: 0,
  });
  return data ?? null;
}

interface DuplicatesProps {
  readonly duplicates: DuplicateAnswer;
  readonly known: OnFile;
}

/** The member's open cases and active authorizations for the same drug. */
export const Duplicates = memo(function Duplicates({ duplicates, known }: DuplicatesProps) {
  const { payer } = useSession();
  const { cases, authorizations } = duplicates;
  if (cases.length + authorizations.length === 0) return null;
  return (
    <section className={styles['duplicates']} role="status" aria-labelledby="duplicates-title">
      <h2 id="duplicates-title">
        <Icon name="copy" />
        {text.duplicates.title}
      </h2>
      <ul>
        {cases.map(({ id, number, requestType, receivedAt, clock }) => (
          <li key={id}>
            <Link to="/cases/$caseId" params={{ caseId: id }}>
              {text.duplicates.case({ number })}
            </Link>
            {text.duplicates.caseSince({
              type: REQUEST_TYPES[requestType],
              since: shortClock(receivedAt, payer.timeZone),
              due: clock.dueAt && shortClock(clock.dueAt, payer.timeZone),
            })}
          </li>
        ))}
        {authorizations.map(({ number, caseId, period }) => (
          <li key={number}>
            <Link to="/cases/$caseId" params={{ caseId }}>
              {text.duplicates.authorization({ number })}
            </Link>
            {text.duplicates.covers({
              start: calendarDay(period.start),
              end: calendarDay(period.end),
            })}
          </li>
        ))}
      </ul>
      <p>{whatFollows(known)}</p>
    </section>
  );
});

function whatFollows({ blocking, wasSent, covering, notBegun, isReviewed }: OnFile): string {
  if (wasSent) return text.duplicates.wasSent;
  if (blocking !== null) return text.duplicates.blocked(blocking);
  if (notBegun !== null) return text.duplicates.notBegun(notBegun);
  if (covering === null) return text.duplicates.allowed;
  return isReviewed ? text.duplicates.reviewed : text.duplicates.covered;
}
