import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';
import { cx } from './cx';
import { keepEnter } from './keep-enter';
import { FieldFrame, type FieldWords } from './field';
import styles from './radio-group.module.css';

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string | undefined;
  /** Can't be chosen now; the description says why. */
  readonly isDisabled?: boolean;
}

interface RadioGroupProps<Value extends string> extends FieldWords {
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly Option<Value>[];
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** One of a few, all in sight; for more than seven use a `Select`. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  return <Radios {...props} look="plain" />;
}

/** The same in a row, if each choice is a word or two. */
export function RadioRow<Value extends string>(props: RadioGroupProps<Value>) {
  return <Radios {...props} look="row" />;
}

/** The same as cards, if each choice needs a sentence. */
export function RadioCards<Value extends string>(props: RadioGroupProps<Value>) {
  return <Radios {...props} look="cards" />;
}

function Radios<Value extends string>({
  label,
  description,
  error,
  value,
  onChange,
  options,
  look,
  isRequired = false,
  isDisabled = false,
  autoFocus = false,
}: RadioGroupProps<Value> & { readonly look: 'plain' | 'row' | 'cards' }) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option) onChange(option.value);
      }}
      isRequired={isRequired}
      isDisabled={isDisabled}
      orientation={look === 'row' ? 'horizontal' : 'vertical'}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={cx(styles['field'])}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <div className={cx(styles['options'], styles[look])} onKeyDownCapture={keepEnter}>
          {options.map((option, position) => (
            <RadioField
              key={option.value}
              value={option.value}
              autoFocus={autoFocus && position === 0}
              isDisabled={option.isDisabled ?? false}
              className={cx(styles['option'])}
            >
              <RadioButton className={cx(styles['radio'])}>
                <span className={styles['dot']} aria-hidden="true" />
                <span className={styles['label']}>{option.label}</span>
              </RadioButton>
              {option.description === undefined ? null : (
                <Text slot="description" className={cx(styles['description'])}>
                  {option.description}
                </Text>
              )}
            </RadioField>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
