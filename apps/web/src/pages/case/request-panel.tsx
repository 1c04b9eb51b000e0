import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Case } from '../../client';
import { useSession } from '../../session/session';
import { Panel } from '../../ui/panel';
import { calendarDay, wallClock } from '../../ui/times';
import {
  COVERAGE_TYPES,
  LETTER_LANGUAGES,
  LINES_OF_BUSINESS,
  REQUEST_TYPES,
  URGENCIES,
} from '../../work/words';
import { addressWords } from './member-contact';
import { hasEvidence, ReceiptEvidenceRow } from './receipt-evidence';
import { text } from './text';
import { channelWords } from './words';
import styles from './request-panel.module.css';

function planOf({ lineOfBusiness, coverageType }: Case['request']): string {
  const line = LINES_OF_BUSINESS[lineOfBusiness];
  if (coverageType === null) return line;
  return text.request.plan({ line, type: COVERAGE_TYPES[coverageType] });
}

/** Who requests what, for whom. */
export function RequestPanel({ case: shown }: { readonly case: Case }) {
  const { request, renews, carriedFrom, jurisdiction } = shown;
  const { payer } = useSession();
  const { member, prescriber, drug, requestedStart, receivedAt, channel } = request;
  const { rows } = text.request;
  const answers: readonly (readonly [string, ReactNode])[] = [
    [rows.member, `${member.givenName} ${member.familyName}`],
    [rows.memberId, member.memberId],
    [rows.birthDate, calendarDay(member.birthDate)],
    ...(member.language === undefined
      ? []
      : ([[rows.language, LETTER_LANGUAGES[member.language]]] as const)),
    ...(member.email === undefined ? [] : ([[rows.memberEmail, member.email]] as const)),
    ...(member.address === undefined
      ? []
      : ([[rows.memberAddress, addressWords(member.address)]] as const)),
    ...(jurisdiction === null
      ? []
      : ([
          [
            rows.state,
            jurisdiction.from === 'plan' ? text.request.ofPlan(jurisdiction) : jurisdiction.state,
          ],
        ] as const)),
    [rows.drug, drug],
    [rows.type, REQUEST_TYPES[request.requestType]],
    [rows.urgency, URGENCIES[request.urgency]],
    [rows.plan, planOf(request)],
    [rows.start, calendarDay(requestedStart)],
    [
      rows.received,
      text.request.received({
        clock: wallClock(receivedAt, payer.timeZone),
        channel: channelWords(channel),
      }),
    ],
    ...(hasEvidence(shown)
      ? ([[rows.evidence, <ReceiptEvidenceRow key="evidence" case={shown} />]] as const)
      : []),
    [rows.prescriber, prescriber.name],
    [rows.npi, prescriber.npi],
    ...(prescriber.phone === undefined ? [] : ([[rows.phone, prescriber.phone]] as const)),
    ...(prescriber.email === undefined ? [] : ([[rows.email, prescriber.email]] as const)),
    ...(renews === null ? [] : ([[rows.renews, renews]] as const)),
    ...(carriedFrom === null
      ? []
      : ([
          [
            rows.carriedFrom,
            <Link key="from" to="/cases/$caseId" params={{ caseId: carriedFrom }}>
              {text.request.earlierCase}
            </Link>,
          ],
        ] as const)),
  ];
  return (
    <Panel title={text.request.title}>
      <dl className={styles['rows']}>
        {answers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
