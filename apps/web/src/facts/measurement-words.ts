import { text } from './text';

/** A normal range in words; both ends are normal. */
export function rangeWords(
  { low, high }: { readonly low: number; readonly high: number },
  unit: string | null,
): string {
  return [text.measurements.normal({ low, high }), unit].filter((part) => part !== null).join(' ');
}

/** A ratio for reading, rounded; null if one of the two is unknown or both are 0. */
export function ratioWords(over: unknown, under: unknown): string | null {
  if (typeof over !== 'number' || typeof under !== 'number') return null;
  if (under === 0) return over === 0 ? null : text.measurements.infinite;
  return new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 }).format(over / under);
}
