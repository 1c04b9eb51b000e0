import { Link } from '@tanstack/react-router';
import { useSession } from '../../session/session';
import { Badge, type Tone } from '../../ui/badge';
import { Icon, type IconName } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { shortClock } from '../../ui/times';
import { text as workText } from '../../work/text';
import type { Part, PartState } from './health';
import styles from './reports.module.css';
import { text } from './text';
import type { Look } from './use-overview';

const { health } = text;

const LOOKS: Readonly<Record<PartState, { readonly tone: Tone; readonly icon: IconName }>> = {
  good: { tone: 'met', icon: 'check' },
  attention: { tone: 'unknown', icon: 'alert' },
  down: { tone: 'not-met', icon: 'close' },
  unknown: { tone: 'neutral', icon: 'question' },
};

/** Each part of the system in words, and what to do about unhealthy ones. */
export function HealthPanel({ look }: { readonly look: Look }) {
  const troubled = look.parts.filter(({ advice }) => advice !== undefined);
  return (
    <Panel title={health.title} actions={<Summary look={look} />} isFlush>
      <ul className={styles['parts']}>
        {look.parts.map((part) => (
          <PartItem key={part.name} part={part} seenSince={look.since[part.name] ?? look.at} />
        ))}
      </ul>
      {troubled.length > 0 ? (
        <div className={styles['advice']}>
          <h3>{health.whatToDo}</h3>
          <ul>
            {troubled.map(({ name, advice }) => (
              <li key={name}>
                <strong>{health.names[name]}.</strong> {advice}
              </li>
            ))}
          </ul>
          <Link to="/stuck" className={styles['stuck']}>
            {health.goToStuck}
          </Link>
        </div>
      ) : null}
    </Panel>
  );
}

function Summary({ look: { parts, overview } }: { readonly look: Look }) {
  const names = parts.filter(({ state }) => state !== 'good').map(({ name }) => health.names[name]);
  const overdue = overview?.deadlines.overdue ?? 0;
  const stuck = overview?.health.reconciler.stuck ?? 0;
  const held = [
    ...(overdue > 0 ? [health.pastDue({ cases: workText.cases({ count: overdue }) })] : []),
    ...(stuck > 0 ? [health.stuck({ count: stuck })] : []),
  ];
  const troubles = [...names, ...held];
  return (
    <p role="status" className={styles['summary']}>
      {troubles.length === 0 ? health.allWell : health.lookAt({ what: troubles.join(', ') })}
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
        <h3>{health.names[name]}</h3>
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
    return health.lastCheck({ clock: shortClock(since, timeZone) });
  }
  if (since !== undefined) return health.oldestSince({ clock: shortClock(since, timeZone) });
  return health.since({ clock: shortClock(seenSince, timeZone) });
}
