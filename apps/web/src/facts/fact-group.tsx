import { useId, type ReactNode } from 'react';
import type { FieldWords } from '../ui/field';
import fieldStyles from '../ui/field.module.css';
import styles from './facts.module.css';
import { text } from './text';

interface FactGroupProps extends FieldWords {
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}

/** Label and description of a question with several controls. */
export function FactGroup({
  label,
  description,
  error,
  isRequired = false,
  children,
}: FactGroupProps) {
  const id = useId();
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-description ${id}-error`}
      className={styles['group']}
    >
      <span id={`${id}-label`} className={fieldStyles['label']}>
        {label}
        {isRequired ? <span className={fieldStyles['needed']}> {text.required}</span> : null}
      </span>
      <span id={`${id}-description`} className={fieldStyles['description']}>
        {description}
      </span>
      {children}
      <span id={`${id}-error`} className={fieldStyles['error']}>
        {error}
      </span>
    </div>
  );
}
