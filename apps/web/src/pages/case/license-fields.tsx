import { LICENSING_STATES } from '@assent/vocabulary';
import type { Problem } from '../../shared/problem';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { faultAt } from './faults';
import type { LicenseDraft, useLicense } from './license';
import { text } from './text';
import styles from './forms.module.css';

const words = text.license;

const STATES = LICENSING_STATES.map((state) => ({ value: state, label: state }));

interface LicenseFieldsProps {
  readonly license: ReturnType<typeof useLicense>;
  readonly problem: Problem | null;
}

/** The license of who denies: kept with the decision. */
export function LicenseFields({ license, problem }: LicenseFieldsProps) {
  const { typed, isOfToken, change } = license;
  const write = (part: Partial<LicenseDraft>) => change({ ...typed, ...part });
  const faultOf = (path: string) => (problem ? faultAt(problem, path) : undefined);
  return (
    <fieldset className={styles['source']}>
      <legend>{words.legend}</legend>
      <TextField
        label={words.number}
        value={typed.number}
        onChange={(number) => write({ number })}
        isRequired
        isReadOnly={isOfToken}
        error={faultOf('license.number') ?? faultOf('license')}
      />
      <Select
        label={words.state}
        value={typed.state}
        onChange={(state) => write({ state })}
        options={STATES}
        isRequired
        isDisabled={isOfToken}
        error={faultOf('license.state')}
      />
      <TextField
        label={words.specialty}
        value={typed.specialty}
        onChange={(specialty) => write({ specialty })}
        isRequired
        isReadOnly={isOfToken}
        error={faultOf('license.specialty')}
      />
      <p className={styles['wide']}>{isOfToken ? words.ofToken : words.remembered}</p>
    </fieldset>
  );
}
