import { Link } from '@tanstack/react-router';
import type { Renewal } from '../../client';
import { useSession } from '../../session/session';
import { calendarDay } from '../../ui/times';
import { EndButton } from '../../work/end-authorization';
import { STATUSES } from '../../work/words';
import { Standing } from './standing';
import { text } from './text';
import { lackWords, reminderWords, renewalSentence } from './words';
import styles from './renewal-list.module.css';

const { list } = text;

interface RenewalListProps {
  readonly renewals: readonly Renewal[];
  readonly today: string;
  readonly onEnd: (renewal: Renewal) => void;
}

/** The calendar as a list: the same renewals with all details, to read and to print. */
export function RenewalList({ renewals, today, onEnd }: RenewalListProps) {
  return (
    <table className={styles['table']}>
      <caption className="visually-hidden">{list.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{list.columns.who}</th>
          <th scope="col">{list.columns.status}</th>
          <th scope="col">{list.columns.window}</th>
          <th scope="col">{list.columns.missing}</th>
          <th scope="col">{list.columns.reminders}</th>
        </tr>
      </thead>
      <tbody>
        {renewals.map((renewal) => (
          <tr key={renewal.authorization.number}>
            <th scope="row">
              <Who renewal={renewal} onEnd={onEnd} />
            </th>
            <td>
              <Standing renewal={renewal} />
              <p className={styles['quiet']}>{renewalSentence(renewal, today)}</p>
            </td>
            <td>
              <Window window={renewal.window} />
            </td>
            <td>
              <Lacks renewal={renewal} />
            </td>
            <td>
              <Reminders reminders={renewal.reminders} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({ renewal, onEnd }: Pick<RenewalListProps, 'onEnd'> & { readonly renewal: Renewal }) {
  const { authorization, memberName, prescriberName } = renewal;
  return (
    <div className={styles['who']}>
      <span className={styles['name']}>{memberName}</span>
      <span className={styles['quiet']}>{text.calendar.memberId(authorization)}</span>
      <Link
        to="/cases/$caseId"
        params={{ caseId: authorization.caseId }}
        className={styles['number']}
      >
        {authorization.number}
      </Link>
      <span className={styles['quiet']}>
        {authorization.drug}, {prescriberName}
      </span>
      <EndButton authorization={authorization} onPress={() => onEnd(renewal)} />
    </div>
  );
}

function Window({ window }: { readonly window: Renewal['window'] }) {
  return (
    <dl className={styles['days']}>
      <div>
        <dt>{list.opens}</dt>
        <dd>{calendarDay(window.opensOn)}</dd>
      </div>
      <div>
        <dt>{list.lastSafe}</dt>
        <dd>{calendarDay(window.lastSafeOn)}</dd>
      </div>
      <div>
        <dt>{list.ends}</dt>
        <dd>{calendarDay(window.coverEndsOn)}</dd>
      </div>
    </dl>
  );
}

function Lacks({ renewal }: { readonly renewal: Renewal }) {
  const { review } = renewal;
  if (!review) return <p className={styles['quiet']}>{lackWords(renewal)}</p>;
  return (
    <>
      <p>
        <Link to="/cases/$caseId" params={{ caseId: review.caseId }} className={styles['number']}>
          {list.review(review)}
        </Link>{' '}
        <span className={styles['quiet']}>{STATUSES[review.status]}</span>
      </p>
      {review.missing.length > 0 ? (
        <ul className={styles['questions']}>
          {review.missing.map(({ fact, question }) => (
            <li key={fact}>{question}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Reminders({ reminders }: Pick<Renewal, 'reminders'>) {
  const { timeZone } = useSession().payer;
  if (reminders.length === 0) return <p className={styles['quiet']}>{text.reminder.none}</p>;
  return (
    <ul className={styles['reminders']}>
      {reminders.map((reminder) => (
        <li key={reminder.daysBefore}>{reminderWords(reminder, timeZone)}</li>
      ))}
    </ul>
  );
}
