import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { cx } from './cx';
import { FieldFrame, fieldStyles, type FieldWords } from './field';
import { Icon } from './icon';
import { text } from './text';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string | undefined;
}

interface SelectProps<Value extends string> extends FieldWords {
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** One of many that the reader knows; to search for it, use a `ComboBox`. */
export function Select<Value extends string>({
  label,
  description,
  error,
  value,
  onChange,
  options,
  placeholder = text.select.placeholder,
  isRequired = false,
  isDisabled = false,
  autoFocus = false,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      value={value}
      onChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option) onChange(option.value);
      }}
      placeholder={placeholder}
      isRequired={isRequired}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <Button className={cx(fieldStyles.control, styles['button'])}>
          <SelectValue className={cx(styles['value'])} />
          <Icon name="chevronDown" size="small" />
        </Button>
      </FieldFrame>
      <Popover offset={4} className={cx(styles['popover'])}>
        <ListBox className={cx(styles['list'])}>
          {options.map((option) => (
            <Option key={option.value} option={option} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** An option in the list of a `Select` or a `ComboBox`. */
export function Option({ option }: { readonly option: SelectOption<string> }) {
  const { value, label, description } = option;
  return (
    <ListBoxItem id={value} textValue={label} className={cx(styles['option'])}>
      {({ isSelected }) => (
        <>
          <span className={styles['words']}>
            <Text slot="label">{label}</Text>
            {description === undefined ? null : (
              <Text slot="description" className={cx(styles['description'])}>
                {description}
              </Text>
            )}
          </span>
          {isSelected ? <Icon name="check" /> : null}
        </>
      )}
    </ListBoxItem>
  );
}
