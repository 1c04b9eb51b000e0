/** One line of the table: what was measured, and what it is compared with. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly reached: number;
  /** The same of the bare counterpart, in the same run. */
  readonly bare?: number;
  /** What is reached of the bare counterpart's rate: the median of the pairs. */
  readonly ratio?: number;
  /** What it ought to be, in words. */
  readonly aim?: string;
}

/** What `npm run bench` writes to its JSON file. */
export type Report = Readonly<Record<string, readonly Figure[]>>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** Rates of two things that were measured in turn, a second. */
export interface Compared {
  readonly reached: number;
  readonly bare: number;
  readonly ratio: number;
}

/**
 * Measures two rates in turn, so that whatever else the machine does falls on both: one round each
 * to warm up, then `pairs` pairs. The ratio is the median of the pairs' ratios.
 */
export async function inTurn(
  pairs: number,
  own: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<Compared> {
  await own();
  await bare();
  const rates: { readonly own: number; readonly bare: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Each goes first as often as the other.
    if (pair % 2 === 0) rates.push({ own: await own(), bare: await bare() });
    else rates.push({ bare: await bare(), own: await own() });
  }
  return {
    reached: median(rates.map((rate) => rate.own)),
    bare: median(rates.map((rate) => rate.bare)),
    ratio: median(rates.map((rate) => rate.own / rate.bare)),
  };
}

/** How often a second, of `count` things in `milliseconds`. */
export function perSecond(count: number, milliseconds: number): number {
  return (count * 1_000) / milliseconds;
}
