import { readNumberText, type NumberBounds } from './number-reading';
import { ReadField, type ReadFieldProps } from './read-field';

interface NumberFieldProps extends ReadFieldProps<number>, NumberBounds {
  /** Follows the number, such as `mg`. */
  readonly unit?: string | undefined;
}

/** A number, in one notation for every browser language: digits and a decimal point. */
export function NumberField({ isWhole = false, min, max, ...rest }: NumberFieldProps) {
  const bounds = { isWhole, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return (
    <ReadField<number>
      {...rest}
      read={(text) => readNumberText(text, bounds)}
      write={String}
      isValue={(value) => typeof value === 'number'}
      inputMode={isWhole ? 'numeric' : 'decimal'}
    />
  );
}
