import { Link } from '@tanstack/react-router';
import { useSession } from '../../session/session';
import { Badge, type Tone } from '../../ui/badge';
import { Icon, type IconName } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { shortClock } from '../../ui/times';
import { text as workText } from '../../work/text';
import type { Part, PartState } from './health';
import styles from './reports.module.css';
import type { Look } from './use-overview';

const LOOKS: Readonly<Record<PartState, { readonly tone: Tone; readonly icon: IconName }>> = {
  good: { tone: 'met', icon: 'check' },
  attention: { tone: 'unknown', icon: 'alert' },
  down: { tone: 'not-met', icon: 'close' },
  unknown: { tone: 'neutral', icon: 'question' },
};

/** Each part of the system in words, and what to do about those that are not well. */
export function HealthPanel({ look }: { readonly look: Look }) {
  const troubled = look.parts.filter(({ advice }) => advice !== undefined);
  return (
    <Panel title="Health" actions={<Summary look={look} />} isFlush>
      <ul className={styles['parts']}>
        {look.parts.map((part) => (
          <PartItem key={part.name} part={part} seenSince={look.since[part.name] ?? look.at} />
        ))}
      </ul>
      {troubled.length > 0 ? (
        <div className={styles['advice']}>
          <h3>What to do</h3>
          <ul>
            {troubled.map(({ name, advice }) => (
              <li key={name}>
                <strong>{name}.</strong> {advice}
              </li>
            ))}
          </ul>
          <Link to="/stuck" className={styles['stuck']}>
            Go to the stuck cases
          </Link>
        </div>
      ) : null}
    </Panel>
  );
}

function Summary({ look: { parts, overview } }: { readonly look: Look }) {
  const names = parts.filter(({ state }) => state !== 'good').map(({ name }) => name);
  const overdue = overview?.deadlines.overdue ?? 0;
  const stuck = overview?.health.reconciler.stuck ?? 0;
  const held = [
    ...(overdue > 0 ? [`${workText.cases({ count: overdue })} overdue`] : []),
    ...(stuck > 0 ? [`${workText.cases({ count: stuck })} stuck`] : []),
  ];
  const troubles = [...names, ...held];
  return (
    <p role="status" className={styles['summary']}>
      {troubles.length === 0 ? 'All is well' : `Look at: ${troubles.join(', ')}`}
    </p>
  );
}

function PartItem({ part, seenSince }: { readonly part: Part; readonly seenSince: string }) {
  const { timeZone } = useSession().payer;
  const { name, state, word, sentence, since } = part;
  const { tone, icon } = LOOKS[state];
  return (
    <li className={styles['part']}>
      <div className={styles['name']}>
        <h3>{name}</h3>
        <Badge tone={tone}>
          <Icon name={icon} size="small" />
          {word}
        </Badge>
      </div>
      <p>{sentence}</p>
      <p className={styles['since']}>{sinceWords(name, since, seenSince, timeZone)}</p>
    </li>
  );
}

function sinceWords(
  name: Part['name'],
  since: string | undefined,
  seenSince: string,
  timeZone: string,
): string {
  if (since !== undefined && name === 'Reconciler') {
    return `Last check ${shortClock(since, timeZone)}`;
  }
  if (since !== undefined) return `The oldest since ${shortClock(since, timeZone)}`;
  return `Seen so since ${shortClock(seenSince, timeZone)}`;
}
