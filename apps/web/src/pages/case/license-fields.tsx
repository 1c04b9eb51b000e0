import { textOf } from '../../facts/readings';
import type { Problem } from '../../shared/problem';
import { TextField } from '../../ui/text-field';
import { StateField } from '../../work/state-field';
import { faultAt } from './faults';
import { licensingState, type LicenseDraft, type useLicense } from './license';
import { text } from './text';
import styles from './forms.module.css';

const words = text.license;

interface LicenseFieldsProps {
  readonly license: ReturnType<typeof useLicense>;
  readonly problem: Problem | null;
}

/** The paths of their faults. */
export const LICENSE_PATHS = [
  'license',
  'license.number',
  'license.state',
  'license.specialty',
  'license.name',
];

/** The license of who denies, or upholds a denial: kept with the decision. */
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
      {isOfToken ? (
        <TextField label={words.state} value={textOf(typed.state ?? '')} isRequired isReadOnly />
      ) : (
        <StateField
          label={words.state}
          value={typed.state}
          onChange={(state) => write({ state: licensingState(state) })}
          isRequired
          error={faultOf('license.state')}
        />
      )}
      <TextField
        label={words.specialty}
        value={typed.specialty}
        onChange={(specialty) => write({ specialty })}
        isRequired
        isReadOnly={isOfToken}
        error={faultOf('license.specialty')}
      />
      <TextField
        label={words.name}
        description={words.nameHint}
        value={typed.name}
        onChange={(name) => write({ name })}
        isReadOnly={isOfToken}
        error={faultOf('license.name')}
      />
      <p className={styles['wide']}>{isOfToken ? words.ofToken : words.remembered}</p>
    </fieldset>
  );
}
