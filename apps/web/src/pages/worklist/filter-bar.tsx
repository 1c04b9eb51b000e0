import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { Select } from '../../ui/select';
import { PersonField } from '../../work/people';
import {
  LINES_OF_BUSINESS,
  optionsOf,
  REQUEST_TYPES,
  STATUSES,
  STUCK_CAUSES,
  URGENCIES,
} from '../../work/words';
import { narrowingsOf, without, type Filter, type Narrowing } from './filter';
import styles from './filter-bar.module.css';

interface FilterBarProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** What the list may be narrowed to. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const narrowings = narrowingsOf(filter);
  return (
    <DialogTrigger>
      <Button icon="filter">
        {narrowings.length === 0 ? 'Filters' : `Filters (${narrowings.length})`}
      </Button>
      <Popover placement="bottom start" offset={6} className={cx(styles['popover'])}>
        <Dialog aria-label="Filters" className={cx(styles['fields'])}>
          <Fields filter={filter} onChange={onChange} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** What the list is narrowed to, in words, each with a way to take it away. */
export function Chips({ filter, onChange }: FilterBarProps) {
  const narrowings = narrowingsOf(filter);
  const chips: (Narrowing | 'q')[] = [
    ...(filter.q === undefined ? [] : ['q' as const]),
    ...narrowings,
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className={styles['chips']}>
      {chips.map((name) => (
        <li key={name}>
          <button
            type="button"
            className={styles['chip']}
            onClick={() => onChange(without(filter, name))}
          >
            <span className="visually-hidden">Remove the filter </span>
            {chipOf(filter, name)}
            <Icon name="close" size="small" />
          </button>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Button
            size="small"
            look="quiet"
            onPress={() => onChange({ ...(filter.queue && { queue: filter.queue }) })}
          >
            Remove all
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function chipOf(filter: Filter, name: Narrowing | 'q'): string {
  switch (name) {
    case 'q':
      return `Search: ${filter.q ?? ''}`;
    case 'status':
      return (filter.status ?? []).map((each) => STATUSES[each]).join(' or ');
    case 'requestType':
      return filter.requestType ? REQUEST_TYPES[filter.requestType] : '';
    case 'urgency':
      return filter.urgency ? URGENCIES[filter.urgency] : '';
    case 'lineOfBusiness':
      return filter.lineOfBusiness ? LINES_OF_BUSINESS[filter.lineOfBusiness] : '';
    case 'assignee':
      return `With ${filter.assignee ?? ''}`;
    case 'stuckCause':
      return filter.stuckCause ? STUCK_CAUSES[filter.stuckCause] : '';
  }
}

/** A choice of one, or of any. */
interface AnyOfProps<Value extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

function AnyOf<Value extends string>({ label, words, value, onChange }: AnyOfProps<Value>) {
  const options = optionsOf(words);
  return (
    <Select<string>
      label={label}
      value={value ?? 'any'}
      onChange={(chosen) => onChange(options.find((each) => each.value === chosen)?.value)}
      options={[{ value: 'any', label: 'Any' }, ...options]}
    />
  );
}

function Fields({ filter, onChange }: FilterBarProps) {
  const [person, setPerson] = useState(filter.assignee ?? '');
  const set = (name: Narrowing, value: Filter[Narrowing] | undefined) =>
    onChange(value === undefined ? without(filter, name) : { ...filter, [name]: value });
  return (
    <>
      <AnyOf
        label="Status"
        words={STATUSES}
        value={filter.status?.[0]}
        onChange={(status) => set('status', status && [status])}
      />
      <AnyOf
        label="Request"
        words={REQUEST_TYPES}
        value={filter.requestType}
        onChange={(value) => set('requestType', value)}
      />
      <AnyOf
        label="Urgency"
        words={URGENCIES}
        value={filter.urgency}
        onChange={(value) => set('urgency', value)}
      />
      <AnyOf
        label="Line of business"
        words={LINES_OF_BUSINESS}
        value={filter.lineOfBusiness}
        onChange={(value) => set('lineOfBusiness', value)}
      />
      <AnyOf
        label="Stuck because"
        words={STUCK_CAUSES}
        value={filter.stuckCause}
        onChange={(value) => set('stuckCause', value)}
      />
      <form
        className={styles['person']}
        onSubmit={(event) => {
          event.preventDefault();
          set('assignee', person.trim() === '' ? undefined : person.trim());
        }}
      >
        <PersonField label="Assignee" value={person} onChange={setPerson} />
        <Button type="submit">Apply</Button>
      </form>
    </>
  );
}
