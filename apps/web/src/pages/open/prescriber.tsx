import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { readText } from '../../facts/readings';
import { ComboBox } from '../../ui/combo-box';
import { Panel } from '../../ui/panel';
import { Text } from './basics';
import type { FormAccess } from './form-access';
import { NewAddress } from './new-address';
import { npiFault } from './npi';
import { LABELS, valueAt } from './request';
import { suggestedPrescribers } from './suggested-prescribers';
import styles from './open.module.css';

interface PrescriberFieldsProps {
  readonly access: FormAccess;
  /** Takes over all members of a prescriber at once. */
  readonly onChosen: (prescriber: Readonly<Record<string, string>>) => void;
}

/** Who prescribes: found among those seen before by name or NPI, or written anew. */
export function PrescriberFields({ access, onChosen }: PrescriberFieldsProps) {
  const { request, change, faultAt } = access;
  const typed = readText(valueAt(request, 'prescriber.name')) ?? '';
  const q = typed.trim();
  const { data, isFetching } = useQuery({
    ...suggestedPrescribers(q),
    placeholderData: keepPreviousData,
  });
  const seen = data?.items ?? [];
  const npi = valueAt(request, 'prescriber.npi');
  const chosen = seen.find((each) => each.npi === npi && each.name === typed);
  return (
    <Panel title="Prescriber">
      <div className={styles['fields']}>
        <div data-field="prescriber.name">
          <ComboBox
            label={LABELS.get('prescriber.name') ?? ''}
            description="The name or NPI of one seen before fills in the rest."
            inputValue={typed}
            onInputChange={(text) => change('prescriber.name', text === '' ? undefined : text)}
            value={chosen?.npi ?? null}
            onChange={(key) => {
              const picked = seen.find((each) => each.npi === key);
              if (!picked) return;
              const { name, phone, email } = picked;
              onChosen({
                npi: picked.npi,
                name,
                ...(phone !== null && { phone }),
                ...(email !== null && { email }),
              });
            }}
            options={seen.map(({ npi: value, name, phone }) => ({
              value,
              label: name,
              description: [`NPI ${value}`, phone].filter((part) => part !== null).join(', '),
            }))}
            isLoading={isFetching}
            allowsOther
            isRequired
            error={faultAt('prescriber.name')}
          />
        </div>
        <Text
          path="prescriber.npi"
          access={access}
          isRequired
          inputMode="numeric"
          check={npiFault}
        />
        <Text path="prescriber.phone" access={access} inputMode="tel" />
        <Text path="prescriber.email" access={access} inputMode="email" />
        <NewAddress
          npi={readText(npi) ?? ''}
          email={readText(valueAt(request, 'prescriber.email')) ?? ''}
        />
      </div>
    </Panel>
  );
}
