import type { CoverageType, ReceiptEvidenceKind } from '@assent/vocabulary';
import { valueAt } from '@assent/vocabulary';
import { memo, useState } from 'react';
import { readText } from '../../facts/readings';
import { takenByEnter } from '../../facts/taking';
import { useSession } from '../../session/session';
import { ComboBox } from '../../ui/combo-box';
import { DateField } from '../../ui/date-field';
import { Disclosure } from '../../ui/disclosure';
import { Icon } from '../../ui/icon';
import { InstantField } from '../../ui/instant-field';
import { Panel } from '../../ui/panel';
import { RadioRow } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { StateField } from '../../work/state-field';
import { COVERAGE_TYPES, RECEIPT_EVIDENCE } from '../../work/words';
import { CHOICES } from './choices';
import { coverageTypesOf, evidenceFor } from './dependent-choices';
import { drugNamed } from './drug';
import { accessTo, type FormAccess, type MemberAccess } from './form-access';
import styles from './intake.module.css';
import type { OnFile } from './on-file';
import { cleaned, LABELS } from './request';
import { text } from './text';
import { zoneName } from './zone-name';

/** What is requested, and how it was received. */
export function RequestBasics({ access }: { readonly access: FormAccess }) {
  return (
    <Panel title={text.request.title}>
      <div className={styles['fields']}>
        <Choice {...accessTo('requestType', access)} />
        <Drug {...accessTo('drug', access)} />
        <div className={styles['wide']}>
          <Choice {...accessTo('lineOfBusiness', access)} />
        </div>
        <CoverageTypeChoice types={coverageTypesOf(access.request)} access={access} />
        <Choice {...accessTo('urgency', access)} />
        <Choice {...accessTo('channel', access)} />
        <Instant {...accessTo('receivedAt', access)} />
        <Evidence kinds={evidenceFor(access.request)} access={access} />
        <Day
          {...accessTo('requestedStart', access)}
          description={text.request.requestedStartHint}
        />
      </div>
    </Panel>
  );
}

interface ChoiceProps extends MemberAccess<keyof typeof CHOICES> {
  /** What goes without saying; absent where a person has to say it. */
  readonly usual?: string;
}

const Choice = memo(function Choice({ path, value, change, error, usual }: ChoiceProps) {
  const options: readonly { readonly value: string; readonly label: string }[] = CHOICES[path];
  return (
    <div data-field={path}>
      <RadioRow
        label={labelOf(path)}
        value={readText(value) ?? usual ?? null}
        onChange={(chosen) => change(path, chosen)}
        options={options}
        isRequired={usual === undefined}
        error={error}
      />
    </div>
  );
});

interface CoverageTypeChoiceProps {
  readonly types: readonly CoverageType[];
  readonly access: FormAccess;
}

/** Only where the plan decides; elsewhere no deadline depends on it. */
function CoverageTypeChoice({ types, access }: CoverageTypeChoiceProps) {
  const { path, value, change, error } = accessTo('coverageType', access);
  const [usual] = types;
  if (usual === undefined) return null;
  return (
    <div data-field={path} className={styles['wide']}>
      <RadioRow
        label={labelOf(path)}
        description={text.request.coverageTypeHint}
        value={readText(value) ?? usual}
        onChange={(chosen) => change(path, chosen)}
        options={types.map((type) => ({ value: type, label: COVERAGE_TYPES[type] }))}
        error={error}
      />
    </div>
  );
}

interface EvidenceProps {
  readonly kinds: readonly ReceiptEvidenceKind[];
  readonly access: FormAccess;
}

/** What shows the receipt of a fax or a call; elsewhere the system takes the time itself. */
function Evidence({ kinds, access }: EvidenceProps) {
  const { path, value, change, error } = accessTo('receipt.evidence', access);
  const chosen = readText(value) ?? null;
  if (kinds.length === 0) return null;
  return (
    <>
      <div data-field={path}>
        <RadioRow
          label={labelOf(path)}
          description={text.request.evidenceHint}
          value={chosen}
          onChange={(kind) => change(path, kind)}
          options={kinds.map((kind) => ({ value: kind, label: RECEIPT_EVIDENCE[kind] }))}
          error={error}
        />
      </div>
      {chosen === null ? null : (
        <Text {...accessTo('receipt.reference', access)} description={text.request.referenceHint} />
      )}
    </>
  );
}

const Instant = memo(function Instant({ path, value, change, error }: MemberAccess) {
  const { timeZone } = useSession().payer;
  return (
    <div data-field={path}>
      <InstantField
        label={labelOf(path)}
        description={text.request.receivedAtHint({ zone: zoneName(timeZone) })}
        value={value}
        onChange={(instant) => change(path, instant ?? undefined)}
        timeZone={timeZone}
        error={error}
      />
    </div>
  );
});

interface DayProps extends MemberAccess {
  readonly description?: string;
  readonly isRequired?: boolean;
}

const Day = memo(function Day({ path, value, change, ...words }: DayProps) {
  return (
    <div data-field={path}>
      <DateField
        {...words}
        label={labelOf(path)}
        value={value}
        onChange={(date) => change(path, date ?? undefined)}
      />
    </div>
  );
});

/** The drugs that guidelines here govern; the API knows each of their names. */
const Drug = memo(function Drug({ path, value, change, error }: MemberAccess) {
  const { drugs } = useSession();
  const typed = readText(value) ?? '';
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
    if (drug) change(path, drug.names[0] ?? drug.id);
  };
  return (
    <div
      data-field={path}
      onKeyDownCapture={({ key, target }) => {
        const isListed = target instanceof Element && target.hasAttribute('aria-activedescendant');
        if (key !== 'Enter' || isListed || plain === '') return;
        const taken = takenByEnter(typed, options, chosen !== null);
        if (taken.kind === 'taken' && typeof taken.value === 'string' && chosen === null)
          choose(taken.value);
      }}
    >
      <ComboBox
        label={labelOf(path)}
        inputValue={typed}
        onInputChange={(written) => change(path, written === '' ? undefined : written)}
        value={chosen}
        onChange={choose}
        options={options}
        allowsOther
        isRequired
        error={error}
      />
    </div>
  );
});

interface MemberFieldsProps {
  readonly access: FormAccess;
  readonly known: Pick<OnFile, 'birthDateDiffers' | 'givenNameDiffers'>;
}

/** The member. */
export function MemberFields({ access, known }: MemberFieldsProps) {
  return (
    <Panel title={text.member.title}>
      <div className={styles['fields']}>
        <Text {...accessTo('member.memberId', access)} isRequired />
        <div>
          <Day {...accessTo('member.birthDate', access)} isRequired />
          {known.birthDateDiffers ? <OnFileWith another={text.member.birthDate} /> : null}
        </div>
        <div>
          <Text {...accessTo('member.givenName', access)} isRequired />
          {known.givenNameDiffers ? <OnFileWith another={text.member.givenName} /> : null}
        </div>
        <Text {...accessTo('member.familyName', access)} isRequired />
        <Choice {...accessTo('member.language', access)} usual="en" />
        <Text
          {...accessTo('member.email', access)}
          description={text.member.emailHint}
          inputMode="email"
        />
        <StateOfMember {...accessTo('member.state', access)} description={text.member.stateHint} />
      </div>
      <MemberAddress access={access} />
    </Panel>
  );
}

/** Where the member gets printed letters; seldom stated, so it is folded until it is. */
function MemberAddress({ access }: { readonly access: FormAccess }) {
  const path = (part: string) => `member.address.${part}`;
  const parts = ['line1', 'line2', 'city', 'state', 'postalCode'];
  const isStated = valueAt(access.request, 'member.address') !== undefined;
  const isFaulty = parts.some((part) => access.faultAt(path(part)) !== undefined);
  // An address without any line is none.
  const change: FormAccess['change'] = (at, value) => {
    const rest = parts.filter((part) => path(part) !== at);
    const isLast = rest.every((part) => valueAt(access.request, path(part)) === undefined);
    if (value === undefined && isLast) access.change('member.address', undefined);
    else access.change(at, value);
  };
  const own = { ...access, change };
  return (
    <Disclosure label={text.member.address} isInitiallyOpen={isStated} isHeldOpen={isFaulty}>
      <div className={styles['fields']}>
        <Text {...accessTo(path('line1'), own)} description={text.member.addressHint} />
        <Text {...accessTo(path('line2'), own)} />
        <Text {...accessTo(path('city'), own)} />
        <StateOfMember {...accessTo(path('state'), own)} />
        <Text {...accessTo(path('postalCode'), own)} inputMode="numeric" />
      </div>
    </Disclosure>
  );
}

interface StateProps extends MemberAccess {
  readonly description?: string;
}

const StateOfMember = memo(function StateOfMember(props: StateProps) {
  const { path, value, change, error, description } = props;
  return (
    <div data-field={path}>
      <StateField
        label={labelOf(path)}
        {...(description !== undefined && { description })}
        value={value}
        onChange={(state) => change(path, state)}
        error={error}
      />
    </div>
  );
});

function OnFileWith({ another }: { readonly another: string }) {
  return (
    <p role="status" className={styles['stale']}>
      <Icon name="alert" size="small" />
      {text.member.onFileWith({ another })}
    </p>
  );
}

interface TextProps extends MemberAccess {
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly inputMode?: 'numeric' | 'tel' | 'email';
  /** Says what is wrong so far; gets whether the field was left. */
  readonly check?: (typed: string, isFinished: boolean) => string | undefined;
}

/** A one-line text field of the request. */
export const Text = memo(function Text(props: TextProps) {
  const { path, value, change, error, description, isRequired = false, inputMode, check } = props;
  const [isFinished, setIsFinished] = useState(false);
  const typed = readText(value) ?? '';
  return (
    <div data-field={path}>
      <TextField
        label={labelOf(path)}
        value={typed}
        onChange={(written) => change(path, cleaned(path, written) || undefined)}
        onFocusChange={(isFocused) => setIsFinished(!isFocused)}
        isRequired={isRequired}
        autoComplete="off"
        {...(description !== undefined && { description })}
        {...(inputMode && { inputMode })}
        error={check?.(typed, isFinished) ?? error}
      />
    </div>
  );
});

function labelOf(path: string): string {
  return LABELS.get(path) ?? path;
}
