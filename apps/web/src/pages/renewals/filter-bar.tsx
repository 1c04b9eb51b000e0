import { Button } from '../../ui/button';
import { Filters } from '../../ui/filters';
import { Select } from '../../ui/select';
import { RENEWAL_STANDINGS, type RenewalStanding } from './address';
import { addMonths, monthName, monthsBetween } from './months';
import { text } from './text';
import { STANDINGS } from './words';

interface FilterBarProps {
  readonly state: RenewalStanding | null;
  readonly from: string;
  readonly to: string;
  /** The current month. */
  readonly month: string;
  readonly isNarrowed: boolean;
  /** How many loaded renewals each state has. */
  readonly counts: ReadonlyMap<RenewalStanding, number>;
  readonly onState: (state: RenewalStanding | null) => void;
  readonly onMonths: (months: { readonly from: string; readonly to: string }) => void;
  readonly onReset: () => void;
}

/** How far around this month the selector reaches. */
const BACK = 12;
const AHEAD = 18;

export function FilterBar(props: FilterBarProps) {
  const { state, from, to, month, isNarrowed, counts, onState, onMonths, onReset } = props;
  const first = earlier(addMonths(month, -BACK), from);
  const last = earlier(from, to) === to ? from : to;
  const months = monthsBetween(
    first,
    earlier(addMonths(month, AHEAD), last) === last ? addMonths(month, AHEAD) : last,
  );
  const options = months.map((value) => ({ value, label: monthName(value) }));
  return (
    <Filters label={text.filters.name}>
      <Select
        label={text.filters.status}
        value={state ?? 'all'}
        onChange={(value) => onState(value === 'all' ? null : value)}
        options={[
          { value: 'all' as const, label: text.filters.all },
          ...RENEWAL_STANDINGS.map((value) => ({
            value,
            label: text.filters.option({
              standing: STANDINGS[value],
              count: counts.get(value) ?? 0,
            }),
          })),
        ]}
      />
      <Select
        label={text.filters.from}
        value={from}
        onChange={(value) => onMonths({ from: value, to: later(value, to) })}
        options={options}
      />
      <Select
        label={text.filters.to}
        value={to}
        onChange={(value) => onMonths({ from: earlier(from, value), to: value })}
        options={options}
      />
      {isNarrowed ? (
        <Button look="quiet" icon="close" onPress={onReset}>
          {text.filters.clear}
        </Button>
      ) : null}
    </Filters>
  );
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);
