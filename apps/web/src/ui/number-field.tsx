import { Group, Input, NumberField as AriaNumberField } from 'react-aria-components';
import type { NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components';
import { FieldFrame, fieldStyles, type FieldWords } from './field';
import styles from './number-field.module.css';

interface NumberFieldProps
  extends Omit<AriaNumberFieldProps, 'className' | 'style' | 'children' | 'isInvalid'>, FieldWords {
  /** Stands behind the number, such as `mg`. */
  readonly unit?: string;
}

export function NumberField({ label, description, error, unit, ...rest }: NumberFieldProps) {
  const { isRequired = false } = rest;
  return (
    <AriaNumberField
      {...rest}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <Group className={fieldStyles.group}>
          <Input className={fieldStyles.inside} />
          {unit === undefined ? null : <span className={styles['unit']}>{unit}</span>}
        </Group>
      </FieldFrame>
    </AriaNumberField>
  );
}
