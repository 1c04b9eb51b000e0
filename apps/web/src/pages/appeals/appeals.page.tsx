import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCommands } from '../../keyboard/commands';
import { Button } from '../../ui/button';
import { Filters } from '../../ui/filters';
import { KeyHint } from '../../ui/key-hint';
import { MoreRows } from '../../ui/more-rows';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import {
  APPEAL_FILTERS,
  appealsAddress,
  readAppealsAddress,
  type AppealFilter,
} from '../../work/appeals-address';
import { APPEAL_STATUSES } from '../../work/words';
import { AppealList } from './appeal-list';
import { text } from './text';
import { useAppeals } from './use-appeals';

const FILTERS: Readonly<Record<AppealFilter, string>> = {
  ...APPEAL_STATUSES,
  undecided: text.filter.undecided,
  all: text.filter.all,
};

/** The appeals of all cases. */
export function AppealsPage() {
  // The router adds everything else in the address to what it read.
  const address = readAppealsAddress({ ...useSearch({ from: '/shell/appeals' }) });
  const filter = address.status ?? 'undecided';
  const navigate = useNavigate();
  const { query, appeals, changes, renew } = useAppeals(filter);
  const failure = useFailure(query);
  useCommands([{ label: text.commands.refresh, group: text.title, keys: 'r', run: renew }]);
  const show = (next: AppealFilter) =>
    void navigate({ to: '/appeals', search: appealsAddress(next), replace: true });

  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        changes > 0 ? (
          <Button icon="refresh" onPress={renew}>
            {text.changed({ count: changes })} <KeyHint keys="r" />
          </Button>
        ) : null
      }
    >
      <Filters label={text.filter.name}>
        <Select
          label={text.filter.status}
          value={filter}
          onChange={show}
          options={APPEAL_FILTERS.map((value) => ({ value, label: FILTERS[value] }))}
        />
      </Filters>
      {failure ? (
        <Failure
          isInline={query.data !== undefined}
          what={query.data ? text.notRefreshed : text.failed}
          {...failure}
        />
      ) : null}
      {!query.data && !failure ? (
        <Skeleton label={text.loading} lines={6} height="2.75rem" />
      ) : null}
      {query.data && appeals.length === 0 ? (
        <Nothing filter={filter} onClear={() => show('undecided')} />
      ) : null}
      {appeals.length > 0 ? (
        <Panel title={FILTERS[filter]} isFlush>
          <AppealList appeals={appeals} address={address} />
        </Panel>
      ) : null}
      <MoreRows query={query} shown={text.shown({ count: appeals.length })} more={text.more} />
    </Page>
  );
}

interface NothingProps {
  readonly filter: AppealFilter;
  readonly onClear: () => void;
}

function Nothing({ filter, onClear }: NothingProps) {
  const { empty } = text;
  if (filter === 'undecided') {
    return <EmptyState title={empty.undecided}>{empty.undecidedWhat}</EmptyState>;
  }
  return (
    <EmptyState
      icon="search"
      title={empty.filtered}
      action={<Button onPress={onClear}>{empty.clear}</Button>}
    >
      {empty.filteredWhat}
    </EmptyState>
  );
}
