import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import type { Ref } from 'react';
import { FieldFrame, fieldStyles, type FieldWords } from './field';

interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'>, FieldWords {
  readonly placeholder?: string;
  /** Several lines. */
  readonly isLong?: boolean;
  /** The control itself, to focus it. */
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

export function TextField({
  label,
  description,
  error,
  placeholder = '',
  isLong = false,
  inputRef = null,
  ...rest
}: TextFieldProps) {
  const { isRequired = false } = rest;
  const Control = isLong ? TextArea : Input;
  return (
    <AriaTextField
      {...rest}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <Control ref={inputRef} placeholder={placeholder} className={fieldStyles.control} />
      </FieldFrame>
    </AriaTextField>
  );
}
