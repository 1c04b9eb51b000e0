import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Case } from '../../client';
import { useSession } from '../../session/session';
import { Panel } from '../../ui/panel';
import { calendarDay, wallClock } from '../../ui/times';
import { LINES_OF_BUSINESS, REQUEST_TYPES, URGENCIES } from '../../work/words';
import { channelWords } from './words';
import styles from './request-panel.module.css';

/** Who asks for what, for whom. */
export function RequestPanel({ case: { request, renews, carriedFrom } }: { readonly case: Case }) {
  const { payer } = useSession();
  const { member, prescriber, drug, requestedStart, receivedAt, channel } = request;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Member', `${member.givenName} ${member.familyName}`],
    ['Member ID', member.memberId],
    ['Born', calendarDay(member.birthDate)],
    ['Drug', drug],
    ['Request', REQUEST_TYPES[request.requestType]],
    ['Urgency', URGENCIES[request.urgency]],
    ['Plan', LINES_OF_BUSINESS[request.lineOfBusiness]],
    ['Start', calendarDay(requestedStart)],
    ['Received', `${wallClock(receivedAt, payer.timeZone)}, ${channelWords(channel)}`],
    ['Prescriber', prescriber.name],
    ['NPI', prescriber.npi],
    ...(prescriber.phone === undefined ? [] : ([['Phone', prescriber.phone]] as const)),
    ...(prescriber.email === undefined ? [] : ([['Email', prescriber.email]] as const)),
    ...(renews === null ? [] : ([['Renews', renews]] as const)),
    ...(carriedFrom === null
      ? []
      : ([
          [
            'Facts from',
            <Link key="from" to="/cases/$caseId" params={{ caseId: carriedFrom }}>
              the earlier case
            </Link>,
          ],
        ] as const)),
  ];
  return (
    <Panel title="Request">
      <dl className={styles['rows']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
