import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useState } from 'react';
import type { PrescriberList } from '../../client';
import { isMembers, readText } from '../../facts/readings';
import { ComboBox } from '../../ui/combo-box';
import { phoneFault } from '../../prescriber/phone';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { Text } from './basics';
import { accessTo, type FormAccess, type MemberAccess } from './form-access';
import { NewAddress } from './new-address';
import { npiFault } from './npi';
import { LABELS, valueAt } from './request';
import { isSomebodyElse } from './somebody-else';
import { suggestedPrescribers } from './suggested-prescribers';
import styles from './open.module.css';

/** Who prescribes: found among those seen before by name or NPI, or written anew. */
export function PrescriberFields({ access }: { readonly access: FormAccess }) {
  const npi = valueAt(access.request, 'prescriber.npi');
  const email = valueAt(access.request, 'prescriber.email');
  return (
    <Panel title="Prescriber">
      <div className={styles['fields']}>
        <Name
          {...accessTo('prescriber.name', access)}
          prescriber={valueAt(access.request, 'prescriber')}
        />
        <Text
          {...accessTo('prescriber.npi', access)}
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
  /** All that is said of them. */
  readonly prescriber: unknown;
}

/** Of whom something was taken out, and what, such as `NPI and phone`. */
interface TakenOut {
  readonly name: string;
  readonly what: string;
}

/**
 * Takes over all members of a prescriber at once where one is chosen, and takes them out again where
 * the name becomes somebody else's.
 */
const Name = memo(function Name(props: NameProps) {
  const { path, value, change, error, prescriber } = props;
  const typed = readText(value) ?? '';
  const q = typed.trim();
  const { data, isFetching } = useQuery({
    ...suggestedPrescribers(q),
    placeholderData: keepPreviousData,
  });
  const seen = data?.items ?? [];
  const said = isMembers(prescriber) ? prescriber : {};
  const chosen = seen.find((each) => each.npi === said['npi'] && each.name === typed);
  const [first] = useState(typed);
  const [picked, setPicked] = useState<PrescriberList['items'][number] | null>(null);
  const [takenOut, setTakenOut] = useState<TakenOut | null>(null);
  // What stood here from the beginning was chosen before, most likely.
  if (picked === null && chosen && typed === first) setPicked(chosen);
  const leave = () => {
    if (picked === null || !isSomebodyElse(typed, picked.name)) return;
    const ofPicked = DETAILS.filter((each) => picked[each] !== null && picked[each] === said[each]);
    setPicked(null);
    if (ofPicked.length === 0) return;
    for (const each of ofPicked) change(`prescriber.${each}`, undefined);
    const what = new Intl.ListFormat('en-US').format(ofPicked.map((each) => DETAIL_WORDS[each]));
    setTakenOut({ name: picked.name, what });
  };
  return (
    <div data-field={path} onBlur={leave}>
      <ComboBox
        label={LABELS.get(path) ?? ''}
        description="The name or NPI of one seen before fills in the rest."
        inputValue={typed}
        onInputChange={(text) => change(path, text === '' ? undefined : text)}
        value={chosen?.npi ?? null}
        onChange={(key) => {
          const found = seen.find((each) => each.npi === key);
          if (!found) return;
          setPicked(found);
          setTakenOut(null);
          const { name, phone, email } = found;
          change('prescriber', {
            npi: found.npi,
            name,
            ...(phone !== null && { phone }),
            ...(email !== null && { email }),
          });
        }}
        options={seen.map(({ npi: each, name, phone }) => ({
          value: each,
          label: name,
          description: [`NPI ${each}`, phone].filter((part) => part !== null).join(', '),
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
            {`Removed the ${takenOut.what} of ${takenOut.name}. Enter those of the new prescriber.`}
          </>
        )}
      </p>
    </div>
  );
});

const DETAILS = ['npi', 'phone', 'email'] as const;
const DETAIL_WORDS = { npi: 'NPI', phone: 'phone', email: 'email' };
