import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { GuidelineDescription, Timeline } from '../../client';
import { showTimelineOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { cx } from '../../ui/cx';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { dueClock, wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { text } from './text';
import { firstDeadline, ruleBeside, timelineTitle, typedBeside } from './timeline-title';
import { personWords } from './words';
import styles from './timeline-panel.module.css';

type Entry = Timeline['items'][number];

/** How many stay in sight; the rest is folded. */
const IN_SIGHT = 8;

/** What people must not miss; never folded. */
const FAILURES: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'notice-undeliverable',
  'letter-bounced',
  'escalated',
  'cover-lapsed',
]);

interface TimelinePanelProps {
  readonly caseId: string;
  /** Names the facts; undefined while loading. */
  readonly guideline: GuidelineDescription | undefined;
}

/** Everything that happened, newest first. */
export const TimelinePanel = memo(function TimelinePanel({
  caseId,
  guideline,
}: TimelinePanelProps) {
  const timeline = useQuery(showTimelineOptions({ path: { id: caseId } }));
  const { data } = timeline;
  const failure = useFailure(timeline);
  const newestFirst = (data?.items ?? []).toReversed();
  const inSight = newestFirst.filter(
    ({ type }, position) => position < IN_SIGHT || FAILURES.has(type),
  );
  const folded = newestFirst.filter((each) => !inSight.includes(each));
  return (
    <Panel title={text.timeline.title}>
      {data ? <Entries entries={inSight} guideline={guideline} /> : null}
      {folded.length > 0 ? (
        <div className={styles['earlier']}>
          <Disclosure label={text.timeline.earlier({ count: folded.length })}>
            <Entries entries={folded} guideline={guideline} />
          </Disclosure>
        </div>
      ) : null}
      {failure ? <Failure isInline what={text.timeline.failed} {...failure} /> : null}
      {!data && !failure ? <Skeleton label={text.timeline.loading} lines={5} /> : null}
    </Panel>
  );
});

interface EntriesProps {
  readonly entries: readonly Entry[];
  readonly guideline: GuidelineDescription | undefined;
}

function Entries({ entries, guideline }: EntriesProps) {
  const { payer } = useSession();
  const words = { facts: guideline?.facts ?? [], timeZone: payer.timeZone };
  return (
    <ol className={styles['entries']}>
      {entries.map((entry, position) => (
        <li
          key={`${entry.at} ${entry.type} ${position}`}
          className={cx(styles['entry'], FAILURES.has(entry.type) && styles['failure'])}
        >
          <p className={styles['title']}>{timelineTitle(entry, words)}</p>
          <Typed words={typedBeside(entry)} />
          <Rule entry={entry} />
          <p className={styles['when']}>
            <time dateTime={entry.at}>{wallClock(entry.at, payer.timeZone)}</time> ·{' '}
            {personWords(entry.actor)}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Until when there is time, and by which rule. */
function Rule({ entry }: { readonly entry: Entry }) {
  const { payer } = useSession();
  const why = ruleBeside(entry);
  const dueAt = firstDeadline(entry);
  if (why === null) return null;
  return (
    <p className={styles['when']}>
      {dueAt === null ? null : `${text.timeline.due({ clock: dueClock(dueAt, payer.timeZone) })} `}
      {why}
    </p>
  );
}

function Typed({ words }: { readonly words: string | null }) {
  return words === null ? null : <p className={styles['typed']}>{words}</p>;
}
