import { useState } from 'react';
import { readText } from '../../facts/readings';
import { takenByEnter } from '../../facts/taking';
import { useSession } from '../../session/session';
import { ComboBox } from '../../ui/combo-box';
import { DateField } from '../../ui/date-field';
import { Panel } from '../../ui/panel';
import { RadioRow } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { drugNamed } from './drug';
import type { FormAccess } from './form-access';
import { InstantField } from '../../ui/instant-field';
import { CHOICES } from './choices';
import { cleaned, LABELS, valueAt } from './request';
import styles from './open.module.css';

/** What is asked for, and by which way it came. */
export function RequestBasics({ access }: { readonly access: FormAccess }) {
  const { request, change, faultAt } = access;
  const { payer } = useSession();
  return (
    <Panel title="Request">
      <div className={styles['fields']}>
        <Choice path="requestType" access={access} isRequired />
        <DrugField access={access} />
        <div className={styles['wide']}>
          <Choice path="lineOfBusiness" access={access} isRequired />
        </div>
        <Choice path="urgency" access={access} isRequired />
        <Choice path="channel" access={access} isRequired />
        <div data-field="receivedAt">
          <InstantField
            label={labelOf('receivedAt')}
            description={`Now if left empty; ${payer.timeZone} time.`}
            value={valueAt(request, 'receivedAt')}
            onChange={(instant) => change('receivedAt', instant ?? undefined)}
            timeZone={payer.timeZone}
            error={faultAt('receivedAt')}
          />
        </div>
        <div data-field="requestedStart">
          <DateField
            label={labelOf('requestedStart')}
            description="Today if left empty."
            value={valueAt(request, 'requestedStart')}
            onChange={(date) => change('requestedStart', date ?? undefined)}
            error={faultAt('requestedStart')}
          />
        </div>
      </div>
    </Panel>
  );
}

interface ChoiceProps {
  readonly path: keyof typeof CHOICES;
  readonly access: FormAccess;
  readonly isRequired?: boolean;
}

function Choice({ path, access, isRequired = false }: ChoiceProps) {
  const options: readonly { readonly value: string; readonly label: string }[] = CHOICES[path];
  return (
    <div data-field={path}>
      <RadioRow
        label={labelOf(path)}
        value={readText(valueAt(access.request, path))}
        onChange={(value) => access.change(path, value)}
        options={options}
        isRequired={isRequired}
        error={access.faultAt(path)}
      />
    </div>
  );
}

/** The drugs that guidelines here govern; the API knows them by each of their names. */
function DrugField({ access: { request, change, faultAt } }: { readonly access: FormAccess }) {
  const { drugs } = useSession();
  const typed = readText(valueAt(request, 'drug')) ?? '';
  const plain = typed.trim().toLowerCase();
  const chosen = drugNamed(drugs, typed);
  const options = drugs
    .filter(({ names }) => chosen !== null || names.some((name) => name.includes(plain)))
    .map(({ id, names }) => ({
      value: id,
      label: names[0] ?? id,
      description: names.slice(1).join(', '),
    }));
  const choose = (id: string | null) => {
    const drug = drugs.find((each) => each.id === id);
    if (drug) change('drug', drug.names[0] ?? drug.id);
  };
  return (
    <div
      data-field="drug"
      onKeyDownCapture={({ key, target }) => {
        const isListed = target instanceof Element && target.hasAttribute('aria-activedescendant');
        if (key !== 'Enter' || isListed || plain === '') return;
        const taken = takenByEnter(typed, options, chosen !== null);
        if (taken.kind === 'taken' && typeof taken.value === 'string' && chosen === null)
          choose(taken.value);
      }}
    >
      <ComboBox
        label={labelOf('drug')}
        inputValue={typed}
        onInputChange={(text) => change('drug', text === '' ? undefined : text)}
        value={chosen}
        onChange={choose}
        options={options}
        allowsOther
        isRequired
        error={faultAt('drug')}
      />
    </div>
  );
}

/** Who is to be covered. */
export function MemberFields({ access }: { readonly access: FormAccess }) {
  const { request, change, faultAt } = access;
  return (
    <Panel title="Member">
      <div className={styles['fields']}>
        <Text path="member.memberId" access={access} isRequired />
        <div data-field="member.birthDate">
          <DateField
            label={labelOf('member.birthDate')}
            value={valueAt(request, 'member.birthDate')}
            onChange={(date) => change('member.birthDate', date ?? undefined)}
            isRequired
            error={faultAt('member.birthDate')}
          />
        </div>
        <Text path="member.givenName" access={access} isRequired />
        <Text path="member.familyName" access={access} isRequired />
      </div>
    </Panel>
  );
}

interface TextProps {
  readonly path: string;
  readonly access: FormAccess;
  readonly isRequired?: boolean;
  readonly inputMode?: 'numeric' | 'tel' | 'email';
  /** Says what is wrong so far; told whether the field was left. */
  readonly check?: (typed: string, isFinished: boolean) => string | undefined;
}

/** A member of the request that is a line of text. */
export function Text({ path, access, isRequired = false, inputMode, check }: TextProps) {
  const [isFinished, setIsFinished] = useState(false);
  const typed = readText(valueAt(access.request, path)) ?? '';
  return (
    <div data-field={path}>
      <TextField
        label={labelOf(path)}
        value={typed}
        onChange={(text) => access.change(path, cleaned(path, text) || undefined)}
        onFocusChange={(isFocused) => setIsFinished(!isFocused)}
        isRequired={isRequired}
        autoComplete="off"
        {...(inputMode && { inputMode })}
        error={check?.(typed, isFinished) ?? access.faultAt(path)}
      />
    </div>
  );
}

function labelOf(path: string): string {
  return LABELS.get(path) ?? path;
}
