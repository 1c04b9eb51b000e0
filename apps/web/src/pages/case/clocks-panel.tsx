import { useQuery } from '@tanstack/react-query';
import { memo, useState, type ReactNode } from 'react';
import type { Case, Clocks } from '../../client';
import { showClocksOptions } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { dueClock, wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { useCaseWork } from '../../work/use-case-work';
import { ReasonDialog } from './review-dialogs';
import { text } from './text';
import styles from './clocks-panel.module.css';

const words = text.clocks;

type Clock = Clocks['items'][number];

const TONES: Readonly<Record<Clock['state'], Tone>> = {
  running: 'calm',
  tolled: 'unknown',
  met: 'met',
  missed: 'not-met',
  ended: 'neutral',
};

interface ClocksPanelProps {
  readonly case: Case;
  /** Gets the case after this person had its clocks counted again. */
  readonly onWorked: (after: Case) => void;
}

/** Every clock of a case with its rule, source and confidence, the strictest first. */
export const ClocksPanel = memo(function ClocksPanel({ case: shown, onWorked }: ClocksPanelProps) {
  const clocks = useQuery(showClocksOptions({ path: { id: shown.id } }));
  const failure = useFailure(clocks);
  const items = clocks.data?.items ?? [];
  const isOver = ({ state }: Clock) => state === 'met' || state === 'ended';
  const current = items.filter((clock) => !isOver(clock));
  const over = items.filter(isOver);
  const [isAsking, setAsking] = useState(false);
  const work = useCaseWork(onWorked);
  const isReviewer = useMay('decide');
  const isAdmin = useMay('configure');
  const mayApply = (isReviewer || isAdmin) && items.some(isCounted);
  return (
    <Panel
      title={words.title}
      actions={
        mayApply ? (
          <Button size="small" onPress={() => setAsking(true)}>
            {words.apply}
          </Button>
        ) : null
      }
    >
      {clocks.data && items.length === 0 ? <p className={styles['none']}>{words.none}</p> : null}
      {current.length > 0 ? <List clocks={current} /> : null}
      {over.length > 0 ? (
        <Disclosure label={words.over({ count: over.length })}>
          <List clocks={over} />
        </Disclosure>
      ) : null}
      {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
      {!clocks.data && !failure ? <Skeleton label={words.loading} /> : null}
      {isAsking ? (
        <ReasonDialog
          title={words.apply}
          submit={words.apply}
          hint={words.applyHint}
          onSend={(reason) => work.applyClockRule(shown, reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Panel>
  );
});

/** Whether a clock of the plan's own time still runs. */
function isCounted({ kind, state }: Clock): boolean {
  const runs = state === 'running' || state === 'tolled';
  return runs && (kind === 'decision' || kind === 'appeal');
}

function List({ clocks }: { readonly clocks: readonly Clock[] }) {
  return (
    <ol className={styles['clocks']}>
      {clocks.map((clock) => (
        <li key={clock.id} className={styles['clock']}>
          <ClockWords clock={clock} />
        </li>
      ))}
    </ol>
  );
}

function ClockWords({ clock }: { readonly clock: Clock }) {
  const { payer } = useSession();
  const { kind, state, dueAt, why, rule, consequence, tolled } = clock;
  const at = (instant: string) => wallClock(instant, payer.timeZone);
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>{words.kinds[kind]}</span>
        <Badge tone={TONES[state]}>{words.states[state]}</Badge>
        <time dateTime={dueAt}>{words.due({ clock: dueClock(dueAt, payer.timeZone) })}</time>
      </p>
      <dl className={styles['rows']}>
        <Row name={words.why}>{why}</Row>
        <Row name={words.source}>{rule.source}</Row>
        <Row name={words.confidence}>{words.confidences[rule.confidence]}</Row>
        {consequence === null ? null : <Row name={words.consequence}>{consequence}</Row>}
        {tolled.map(({ from, to, reason }) => (
          <Row key={from} name={words.stopped}>
            {to === null
              ? words.since({ clock: at(from), reason })
              : words.between({ clock: at(from), until: at(to), reason })}
          </Row>
        ))}
      </dl>
    </>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
