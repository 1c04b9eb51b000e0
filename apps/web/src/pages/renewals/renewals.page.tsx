import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Renewal } from '../../client';
import { useCommands } from '../../keyboard/commands';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { MoreRows } from '../../ui/more-rows';
import { useNow } from '../../ui/now';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { dayIn } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { EndDialogs } from '../../work/end-authorization';
import { readRenewalsAddress, type RenewalsAddress, type RenewalStanding } from './address';
import { Calendar } from './calendar';
import { CalendarFeed } from './calendar-feed';
import { FilterBar } from './filter-bar';
import { addMonths, firstDay, lastDay, monthName, monthOfDay } from './months';
import { RenewalList } from './renewal-list';
import { text } from './text';
import { useRenewals } from './use-renewals';
import { Warnings } from './warnings';
import { standingOf } from './words';
import styles from './renewals.module.css';

/** Shown by default: what just ended, and every authorization of usual length. */
const MONTHS_BACK = 1;
const MONTHS_AHEAD = 7;

export function RenewalsPage() {
  // The router adds everything else in the address to what it read.
  const address = readRenewalsAddress({ ...useSearch({ from: '/shell/renewals' }) });
  const navigate = useNavigate();
  const { timeZone } = useSession().payer;
  const today = dayIn(useNow(), timeZone);
  const month = monthOfDay(today);
  const from = address.from ?? addMonths(month, -MONTHS_BACK);
  const to = address.to ?? addMonths(month, MONTHS_AHEAD);
  const found = useRenewals({ from: firstDay(from), to: lastDay(to) });
  const { query, renewals, changes, renew } = found;
  const failure = useFailure(query);
  // Outside the list, which may reload without it.
  const [ending, setEnding] = useState<Renewal | null>(null);
  const isEnding = ({ authorization }: Renewal) =>
    authorization.number === ending?.authorization.number;
  useCommands([{ label: text.commands.refresh, group: text.title, keys: 'r', run: renew }]);

  const show = (search: RenewalsAddress) =>
    void navigate({ to: '/renewals', search, replace: true });
  const state = address.state ?? null;
  const reset = () => show({});
  const withoutState = {
    ...(address.from !== undefined && { from: address.from }),
    ...(address.to !== undefined && { to: address.to }),
  };

  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <>
          {changes > 0 ? (
            <Button icon="refresh" onPress={renew}>
              {text.changed({ count: changes })} <KeyHint keys="r" />
            </Button>
          ) : null}
          <CalendarFeed />
          <Button icon="document" onPress={() => window.print()}>
            {text.print}
          </Button>
        </>
      }
    >
      <FilterBar
        {...{ state, from, to, month }}
        isNarrowed={Object.keys(address).length > 0}
        counts={countsOf(renewals)}
        onState={(next) => show({ ...withoutState, ...(next && { state: next }) })}
        onMonths={(months) => show({ ...address, ...months })}
        onReset={reset}
      />
      {failure ? (
        <Failure
          isInline={query.data !== undefined}
          what={query.data ? text.notRefreshed : text.failed}
          {...failure}
        />
      ) : null}
      {!query.data && !failure ? (
        <Skeleton label={text.loading} lines={8} height="2.75rem" />
      ) : null}
      {query.data ? (
        <Renewals
          renewals={state ? renewals.filter((each) => standingOf(each) === state) : renewals}
          {...{ today, from, to }}
          onEnd={setEnding}
          onReset={Object.keys(address).length > 0 ? reset : null}
        />
      ) : null}
      <EndDialogs
        ending={ending && (renewals.find(isEnding) ?? ending)}
        onClose={() => setEnding(null)}
      />
      <MoreRows query={query} shown={text.shown({ count: renewals.length })} more={text.more} />
    </Page>
  );
}

interface RenewalsProps {
  readonly renewals: readonly Renewal[];
  readonly today: string;
  readonly from: string;
  readonly to: string;
  readonly onEnd: (renewal: Renewal) => void;
  readonly onReset: (() => void) | null;
}

function Renewals({ renewals, today, from, to, onEnd, onReset }: RenewalsProps) {
  if (renewals.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={text.empty.title({ from: monthName(from), to: monthName(to) })}
        action={onReset ? <Button onPress={onReset}>{text.filters.clear}</Button> : null}
      >
        {onReset ? text.empty.filtered : text.empty.none}
      </EmptyState>
    );
  }
  return (
    <div className={styles['content']}>
      <Warnings renewals={renewals} />
      <Panel title={text.calendar.title} isFlush>
        <Calendar renewals={renewals} today={today} />
      </Panel>
      <Panel title={text.list.title} isFlush>
        <RenewalList renewals={renewals} today={today} onEnd={onEnd} />
      </Panel>
    </div>
  );
}

function countsOf(renewals: readonly Renewal[]): ReadonlyMap<RenewalStanding, number> {
  const counts = new Map<RenewalStanding, number>();
  for (const standing of renewals.map(standingOf)) {
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  return counts;
}
