import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { readText } from '../../facts/readings';
import { ComboBox } from '../../ui/combo-box';
import { phoneFault } from '../../prescriber/phone';
import { Panel } from '../../ui/panel';
import { Text } from './basics';
import { accessTo, type FormAccess, type MemberAccess } from './form-access';
import { NewAddress } from './new-address';
import { npiFault } from './npi';
import { LABELS, valueAt } from './request';
import { suggestedPrescribers } from './suggested-prescribers';
import styles from './open.module.css';

/** Who prescribes: found among those seen before by name or NPI, or written anew. */
export function PrescriberFields({ access }: { readonly access: FormAccess }) {
  const npi = valueAt(access.request, 'prescriber.npi');
  const email = valueAt(access.request, 'prescriber.email');
  return (
    <Panel title="Prescriber">
      <div className={styles['fields']}>
        <Name {...accessTo('prescriber.name', access)} npi={npi} />
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

/** Takes over all members of a prescriber at once where one is chosen. */
const Name = memo(function Name(props: MemberAccess & { readonly npi: unknown }) {
  const { path, value, change, error, npi } = props;
  const typed = readText(value) ?? '';
  const q = typed.trim();
  const { data, isFetching } = useQuery({
    ...suggestedPrescribers(q),
    placeholderData: keepPreviousData,
  });
  const seen = data?.items ?? [];
  const chosen = seen.find((each) => each.npi === npi && each.name === typed);
  return (
    <div data-field={path}>
      <ComboBox
        label={LABELS.get(path) ?? ''}
        description="The name or NPI of one seen before fills in the rest."
        inputValue={typed}
        onInputChange={(text) => change(path, text === '' ? undefined : text)}
        value={chosen?.npi ?? null}
        onChange={(key) => {
          const picked = seen.find((each) => each.npi === key);
          if (!picked) return;
          const { name, phone, email } = picked;
          change('prescriber', {
            npi: picked.npi,
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
    </div>
  );
});
