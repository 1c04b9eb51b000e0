import { FieldError, Label, Text } from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { text } from './text';
import styles from './field.module.css';

/** The words around a field's control. */
export interface FieldWords {
  readonly label: string;
  /** Its purpose, or its format. */
  readonly description?: ReactNode;
  /** Its fault, in the API's words; the field then counts as invalid. */
  readonly error?: string | undefined;
}

interface FieldFrameProps extends FieldWords {
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}

/** Label above, description below it, the control, and its fault under it. */
export function FieldFrame({ label, description, error, isRequired, children }: FieldFrameProps) {
  return (
    <>
      <Label className={cx(styles['label'])}>
        {label}
        {isRequired ? <span className={styles['needed']}> {text.field.required}</span> : null}
      </Label>
      {description === undefined ? null : (
        <Text slot="description" className={cx(styles['description'])}>
          {description}
        </Text>
      )}
      {children}
      <FieldError className={cx(styles['error'])}>{error}</FieldError>
    </>
  );
}

export const fieldStyles = {
  field: cx(styles['field']),
  control: cx(styles['control']),
  group: cx(styles['group']),
  inside: cx(styles['inside']),
  side: cx(styles['side']),
};
