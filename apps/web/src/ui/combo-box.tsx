import { use, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  ListBox,
  Popover,
} from 'react-aria-components';
import { cx } from './cx';
import { FieldFrame, fieldStyles, type FieldWords } from './field';
import { Icon } from './icon';
import { Option, type SelectOption } from './select';
import selectStyles from './select.module.css';
import { text } from './text';
import { useFollowing } from './use-following';
import styles from './combo-box.module.css';

interface ComboBoxProps extends FieldWords {
  /** The text in the field. */
  readonly inputValue: string;
  readonly onInputChange: (text: string) => void;
  /** The option chosen; null while it is only typed. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The matches, likeliest first: the caller filters, here or at the server. */
  readonly options: readonly SelectOption<string>[];
  readonly isLoading?: boolean;
  /** Whether a text outside the options may stay. */
  readonly allowsOther?: boolean;
  /** Whether Enter takes the only match, to be seen before another Enter sends it. */
  readonly takesOnly?: boolean;
  /** The list's message without a match. */
  readonly nothingFits?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** Type-ahead over many: codes, agents, prescribers, people. */
export function ComboBox({
  label,
  description,
  error,
  inputValue,
  onInputChange,
  value,
  onChange,
  options,
  isLoading = false,
  allowsOther = false,
  takesOnly = false,
  nothingFits = text.comboBox.noMatches,
  placeholder = '',
  isRequired = false,
  isDisabled = false,
  autoFocus = false,
}: ComboBoxProps) {
  const field = useRef<HTMLDivElement>(null);
  return (
    <AriaComboBox
      inputValue={inputValue}
      onInputChange={onInputChange}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      items={options.map((option) => ({ ...option, id: option.value }))}
      defaultFilter={() => true}
      allowsCustomValue={allowsOther}
      // The list opens on typing, or never: late suggestions find it open.
      allowsEmptyCollection={!allowsOther || isLoading}
      // A cleared field, as after taking over a choice, opens no list.
      menuTrigger={inputValue === '' ? 'manual' : 'input'}
      isRequired={isRequired}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <Writing field={field} takesOnly={takesOnly}>
          <Input placeholder={placeholder} className={fieldStyles.inside} />
          <Button className={fieldStyles.side}>
            <Icon name="chevronDown" size="small" />
          </Button>
        </Writing>
      </FieldFrame>
      <List field={field}>
        <ListBox<SelectOption<string>>
          className={cx(selectStyles['list'])}
          renderEmptyState={() => (
            <p className={styles['none']}>{isLoading ? text.comboBox.loading : nothingFits}</p>
          )}
        >
          {(option) => <Option option={option} />}
        </ListBox>
      </List>
    </AriaComboBox>
  );
}

interface WritingProps {
  readonly field: RefObject<HTMLDivElement | null>;
  readonly takesOnly: boolean;
  readonly children: ReactNode;
}

/** The text input, and what its keys do to the list. */
function Writing({ field, takesOnly, children }: WritingProps) {
  const combo = use(ComboBoxStateContext);
  return (
    <Group
      ref={field}
      className={fieldStyles.group}
      onKeyDown={keepEscapeOfList}
      onKeyDownCapture={({ key }) => {
        if (key !== 'Enter' || !takesOnly || !combo?.isOpen || combo.collection.size !== 1) return;
        combo.selectionManager.setFocusedKey(combo.collection.getFirstKey());
      }}
    >
      {children}
    </Group>
  );
}

/** Escape that closes the list closes nothing around the field. */
function keepEscapeOfList(event: KeyboardEvent): void {
  const { key, target } = event;
  const isOpen = target instanceof Element && target.getAttribute('aria-expanded') === 'true';
  if (key === 'Escape' && isOpen) event.stopPropagation();
}

interface ListProps {
  readonly field: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** The matches, beside the field. It stays open if the page moves during typing. */
function List({ field, children }: ListProps) {
  const combo = use(ComboBoxStateContext);
  const isOpen = combo?.isOpen ?? false;
  useFollowing(isOpen, field, () => combo?.close());
  return (
    <Popover isOpen={isOpen} offset={4} className={cx(selectStyles['popover'])}>
      {children}
    </Popover>
  );
}
