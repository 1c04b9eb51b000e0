import { useQuery } from '@tanstack/react-query';
import { useSelector } from '@tanstack/react-store';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useCommands } from '../../../keyboard/commands';
import { text as keyboardText } from '../../../keyboard/text';
import { useSession } from '../../../session/session';
import { keptChoice } from '../../../shared/kept-choice';
import { Button, IconButton } from '../../../ui/button';
import { cx } from '../../../ui/cx';
import { Icon } from '../../../ui/icon';
import { InstantField } from '../../../ui/instant-field';
import { serverTime, useNow } from '../../../ui/now';
import type { Unread } from '../../../ui/reading';
import { Failure } from '../../../ui/states';
import { fromNow, wallClock } from '../../../ui/times';
import { text } from '../text';
import { BetweenPanel } from './between-panel';
import { nextEvent, past } from './next-event';
import styles from './sandbox.module.css';
import { useSandboxClock } from './use-sandbox-clock';

const words = text.sandbox;
const group = keyboardText.groups.sandbox;

const DAY = 24 * 60 * 60_000;
const bar = keptChoice('assent.sandbox-bar', ['open', 'folded'], 'open');

/** The sandbox's time, and the ways to move it on. */
export default function Bar() {
  const { timeZone } = useSession().payer;
  const now = useNow();
  const isOpen = useSelector(bar) === 'open';
  const { move, between, moveTo, forget } = useSandboxClock();
  const next = useQuery({
    queryKey: ['next-event'],
    queryFn: () => nextEvent(serverTime()),
    enabled: isOpen,
    staleTime: 15_000,
  });
  const isMoving = move.state === 'moving';
  const ahead = (days: number) => () =>
    void moveTo((from) => new Date(from + days * DAY).toISOString());
  const toNext = () =>
    void moveTo(async (from) => {
      const event = await nextEvent(from);
      return event ? past(event) : new Date(from + DAY).toISOString();
    });
  useCommands([
    { label: words.commands.day, group, run: ahead(1) },
    { label: words.commands.week, group, run: ahead(7) },
    { label: words.commands.next, group, run: toNext },
  ]);

  return (
    <section aria-label={words.title} className={styles['bar']}>
      <div className={styles['inner']}>
        <span className={styles['time']}>
          <Icon name="clock" size="small" />
          <strong>{words.title}</strong>{' '}
          <time>{wallClock(new Date(now).toISOString(), timeZone)}</time>
        </span>
        {isOpen ? (
          <div role="group" aria-label={words.moves} className={styles['moves']}>
            <Button size="small" isBusy={isMoving} onPress={ahead(1)}>
              {words.day}
            </Button>
            <Button size="small" isDisabled={isMoving} onPress={ahead(7)}>
              {words.week}
            </Button>
            <Button size="small" isDisabled={isMoving} onPress={toNext}>
              {words.next}
            </Button>
            <MoveTo
              isDisabled={isMoving}
              timeZone={timeZone}
              onMove={(to) => void moveTo(() => to)}
            />
            {next.data && !isMoving ? (
              <span className={styles['next']}>
                {words.nextIs({ what: next.data.what, when: fromNow(next.data.at, now) })}
              </span>
            ) : null}
          </div>
        ) : null}
        <span className={styles['fold']}>
          <IconButton
            label={isOpen ? words.collapse : words.expand}
            icon={isOpen ? 'chevronUp' : 'chevronDown'}
            size="small"
            aria-expanded={isOpen}
            onPress={() => bar.choose(isOpen ? 'folded' : 'open')}
          />
        </span>
      </div>
      <div role="status" className={cx(isMoving && styles['progress'])}>
        {isMoving ? (
          <>
            <span className={styles['run']} aria-hidden="true" />
            {move.isWaiting ? words.waiting : words.moving({ clock: wallClock(move.to, timeZone) })}
          </>
        ) : null}
      </div>
      {move.state === 'failed' ? (
        <div className={styles['failure']}>
          <Failure error={move.error} what={words.failed} isInline />
        </div>
      ) : null}
      {between ? <BetweenPanel between={between} onClose={forget} /> : null}
    </section>
  );
}

interface MoveToProps {
  readonly isDisabled: boolean;
  readonly timeZone: string;
  readonly onMove: (to: string) => void;
}

function MoveTo({ isDisabled, timeZone, onMove }: MoveToProps) {
  const [to, setTo] = useState<string | Unread | null>(null);
  const now = new Date(serverTime()).toISOString();
  const isPast = typeof to === 'string' && to <= now;
  return (
    <DialogTrigger>
      <Button size="small" isDisabled={isDisabled}>
        {words.toTime}
      </Button>
      <Popover placement="bottom start" offset={6} className={cx(styles['popover'])}>
        <Dialog aria-label={words.dialog.title} className={cx(styles['dialog'])}>
          {({ close }) => (
            <form
              className={styles['form']}
              onSubmit={(event) => {
                event.preventDefault();
                if (typeof to !== 'string' || isPast) return;
                close();
                onMove(to);
              }}
            >
              <InstantField
                label={words.dialog.field}
                value={to}
                onChange={setTo}
                timeZone={timeZone}
                error={isPast ? words.dialog.past : undefined}
              />
              <Button type="submit" look="primary" isDisabled={typeof to !== 'string' || isPast}>
                {words.dialog.submit}
              </Button>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
