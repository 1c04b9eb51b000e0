import type { Case } from '../../client';
import { calendarDay } from '../../ui/times';
import { text } from './text';
import styles from './member-bar.module.css';

/** The case's member and drug, in one line. */
export function MemberLine({ request: { member, drug } }: { readonly request: Case['request'] }) {
  return (
    <p className={styles['line']}>
      <b>
        {member.givenName} {member.familyName}
      </b>
      <span>{text.member.born({ day: calendarDay(member.birthDate) })}</span>
      <span>{member.memberId}</span>
      <span>{drug}</span>
    </p>
  );
}

/** The same, in sight however far one scrolls. */
export function MemberBar({ request }: { readonly request: Case['request'] }) {
  return (
    <section aria-label={text.member.name} className={styles['bar']}>
      <MemberLine request={request} />
    </section>
  );
}
