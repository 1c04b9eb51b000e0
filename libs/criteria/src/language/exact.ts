/**
 * A number as the fraction of two whole numbers. `under` is never negative; if it is 0, the number
 * is infinite. Only 0 over 0 is no number: null represents it.
 */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const SHORTEST_DECIMAL = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** The finite number sent, exactly: the shortest decimal that reads as this double. */
export function fractionOf(number: number): Fraction {
  const [, whole = '0', decimals = '', exponent = '0'] =
    SHORTEST_DECIMAL.exec(String(number)) ?? [];
  const tens = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return tens < 0
    ? { over: digits, under: 10n ** BigInt(-tens) }
    : { over: digits * 10n ** BigInt(tens), under: 1n };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

export function difference(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

/** How far apart two numbers are. */
export function distance(a: Fraction, b: Fraction): Fraction {
  const { over, under } = difference(a, b);
  return { over: over < 0n ? -over : over, under };
}

/** The first over the second, neither negative; null if both are 0. */
export function ratio(a: Fraction, b: Fraction): Fraction | null {
  const over = a.over * b.under;
  const under = a.under * b.over;
  return over === 0n && under === 0n ? null : { over, under };
}

/** By how many percent of the first the second is lower; null if the first is 0. */
export function reduction(from: Fraction, to: Fraction): Fraction | null {
  if (from.over === 0n) return null;
  const part = ratio(difference(from, to), from);
  return part && { over: part.over * 100n, under: part.under };
}

/** Below 0, 0 or above 0, as the first is less than, equal to or more than the second. */
export function compared(a: Fraction, b: Fraction): number {
  const left = a.over * b.under;
  const right = b.over * a.under;
  return left < right ? -1 : left > right ? 1 : 0;
}
