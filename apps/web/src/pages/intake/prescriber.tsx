import { isMembers, valueAt } from '@assent/vocabulary';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useState } from 'react';
import { readText } from '../../facts/readings';
import { phoneFault } from '../../prescriber/phone';
import { ComboBox } from '../../ui/combo-box';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { stillMatching } from '../../work/still-matching';
import { Text } from './basics';
import { accessTo, type FormAccess, type MemberAccess } from './form-access';
import styles from './intake.module.css';
import { NewAddress } from './new-address';
import { npiFault } from './npi';
import { detailsOfAnother, NO_OWNERS, ownersOf, type Owners } from './prescriber-details';
import { LABELS } from './request';
import { suggestedPrescribers } from './suggested-prescribers';
import { text } from './text';

/** The prescriber: found among known ones by name or NPI, or typed. */
export function PrescriberFields({ access }: { readonly access: FormAccess }) {
  const npi = valueAt(access.request, 'prescriber.npi');
  const email = valueAt(access.request, 'prescriber.email');
  return (
    <Panel title={text.prescriber.title}>
      <div className={styles['fields']}>
        <Name
          {...accessTo('prescriber.name', access)}
          prescriber={valueAt(access.request, 'prescriber')}
        />
        <Text
          {...accessTo('prescriber.npi', access)}
          description={text.prescriber.npiHint}
          isRequired
          inputMode="numeric"
          check={npiFault}
        />
        <Text {...accessTo('prescriber.phone', access)} inputMode="tel" check={phoneFault} />
        <Text {...accessTo('prescriber.email', access)} inputMode="email" />
        <NewAddress npi={readText(npi) ?? ''} email={readText(email) ?? ''} />
      </div>
    </Panel>
  );
}

interface NameProps extends MemberAccess {
  /** All that is known of them. */
  readonly prescriber: unknown;
}

/** Whose details were removed, and which, such as `NPI and phone`. */
interface TakenOut {
  readonly name: string;
  readonly details: string;
}

/**
 * Fills in all of a prescriber's members when one is chosen, and removes them when the name becomes
 * another person's.
 */
const Name = memo(function Name(props: NameProps) {
  const { path, value, change, error, prescriber } = props;
  const typed = readText(value) ?? '';
  const q = typed.trim();
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...suggestedPrescribers(q),
    placeholderData: keepPreviousData,
  });
  const answered = data?.items ?? [];
  const seen = isPlaceholderData
    ? stillMatching(answered, q, ({ name, npi }) => [name, npi])
    : answered;
  const said = isMembers(prescriber) ? prescriber : {};
  const chosen = seen.find((each) => each.npi === said['npi'] && each.name === typed);
  const [owners, setOwners] = useState<Owners>(NO_OWNERS);
  const [takenOut, setTakenOut] = useState<TakenOut | null>(null);
  const leave = () => {
    const gone = detailsOfAnother(said, owners);
    setOwners(gone.length === 0 ? ownersOf(said, owners) : NO_OWNERS);
    if (gone.length === 0) return;
    for (const each of gone) change(`prescriber.${each}`, undefined);
    const names = new Set(gone.flatMap((each) => owners.get(each)?.name ?? []));
    setTakenOut({
      name: listed([...names]),
      details: listed(gone.map((each) => text.prescriber.details[each])),
    });
  };
  return (
    <div
      data-field={path}
      // Before the name changes.
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOwners(ownersOf(said, owners));
      }}
      onBlur={({ currentTarget, relatedTarget, target }) => {
        // Looking at another window does not leave the field.
        const isLeft = document.activeElement !== target;
        if (isLeft && !currentTarget.contains(relatedTarget)) leave();
      }}
    >
      <ComboBox
        label={LABELS.get(path) ?? ''}
        description={text.prescriber.nameHint}
        inputValue={typed}
        onInputChange={(written) => change(path, written === '' ? undefined : written)}
        value={chosen?.npi ?? null}
        onChange={(key) => {
          const found = seen.find((each) => each.npi === key);
          if (!found) return;
          const { name, phone, email } = found;
          const next = {
            npi: found.npi,
            name,
            ...(phone !== null && { phone }),
            ...(email !== null && { email }),
          };
          setOwners(ownersOf(next, NO_OWNERS));
          setTakenOut(null);
          change('prescriber', next);
        }}
        options={seen.map(({ npi: each, name, phone }) => ({
          value: each,
          label: name,
          description: [text.prescriberNpi({ npi: each }), phone]
            .filter((part) => part !== null)
            .join(', '),
        }))}
        isLoading={isFetching}
        allowsOther
        isRequired
        error={error}
      />
      <p role="status" className={styles['stale']}>
        {takenOut === null ? null : (
          <>
            <Icon name="alert" size="small" />
            {text.prescriber.removed(takenOut)}
          </>
        )}
      </p>
    </div>
  );
});

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-US').format(words);
}
