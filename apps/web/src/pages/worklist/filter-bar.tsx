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
import { text } from './text';
import styles from './filter-bar.module.css';

interface FilterBarProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** The list's filters. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const narrowings = narrowingsOf(filter);
  return (
    <DialogTrigger>
      <Button icon="filter">
        {narrowings.length === 0
          ? text.filters.action
          : text.filters.actionWith({ count: narrowings.length })}
      </Button>
      <Popover placement="bottom start" offset={6} className={cx(styles['popover'])}>
        <Dialog aria-label={text.filters.action} className={cx(styles['fields'])}>
          <Fields filter={filter} onChange={onChange} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** The active filters in words, each with a button to remove it. */
export function Chips({ filter, onChange }: FilterBarProps) {
  const narrowings = narrowingsOf(filter);
  const chips: (Narrowing | 'q')[] = [
    ...(filter.q === undefined ? [] : ['q' as const]),
    ...narrowings,
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={text.filters.active} className={styles['chips']}>
      {chips.map((name) => (
        <li key={name}>
          <button
            type="button"
            className={styles['chip']}
            onClick={() => onChange(without(filter, name))}
          >
            <span className="visually-hidden">{text.filters.remove}</span>
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
            {text.filters.clearAll}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function chipOf(filter: Filter, name: Narrowing | 'q'): string {
  switch (name) {
    case 'q':
      return text.filters.search({ typed: filter.q ?? '' });
    case 'status':
      return (filter.status ?? []).map((each) => STATUSES[each]).join(text.filters.or);
    case 'requestType':
      return filter.requestType
        ? text.filters.requestType({ type: REQUEST_TYPES[filter.requestType] })
        : '';
    case 'urgency':
      return filter.urgency ? URGENCIES[filter.urgency] : '';
    case 'lineOfBusiness':
      return filter.lineOfBusiness ? LINES_OF_BUSINESS[filter.lineOfBusiness] : '';
    case 'assignee':
      return text.filters.assignee({ person: filter.assignee ?? '' });
    case 'stuckCause':
      return filter.stuckCause ? STUCK_CAUSES[filter.stuckCause] : '';
  }
}

/** A choice of one, or any. */
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
      options={[{ value: 'any', label: text.filters.any }, ...options]}
    />
  );
}

function Fields({ filter, onChange }: FilterBarProps) {
  const { fields } = text.filters;
  const [person, setPerson] = useState(filter.assignee ?? '');
  const set = (name: Narrowing, value: Filter[Narrowing] | undefined) =>
    onChange(value === undefined ? without(filter, name) : { ...filter, [name]: value });
  return (
    <>
      <AnyOf
        label={fields.status}
        words={STATUSES}
        value={filter.status?.[0]}
        onChange={(status) => set('status', status && [status])}
      />
      <AnyOf
        label={fields.requestType}
        words={REQUEST_TYPES}
        value={filter.requestType}
        onChange={(value) => set('requestType', value)}
      />
      <AnyOf
        label={fields.urgency}
        words={URGENCIES}
        value={filter.urgency}
        onChange={(value) => set('urgency', value)}
      />
      <AnyOf
        label={fields.lineOfBusiness}
        words={LINES_OF_BUSINESS}
        value={filter.lineOfBusiness}
        onChange={(value) => set('lineOfBusiness', value)}
      />
      <AnyOf
        label={fields.stuckCause}
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
        <PersonField label={fields.assignee} value={person} onChange={setPerson} />
        <Button type="submit">{text.filters.apply}</Button>
      </form>
    </>
  );
}
