/** The size of a trend, in its own units. */
export const WIDTH = 120;
export const HEIGHT = 40;
const MARGIN = 5;

/** Evenly spaced, and as high as the values are above 0. */
export function placesOf(
  values: readonly number[],
): readonly { readonly x: number; readonly y: number }[] {
  const most = Math.max(...values);
  const step = (WIDTH - 2 * MARGIN) / (values.length - 1);
  return values.map((value, index) => ({
    x: MARGIN + index * step,
    y: HEIGHT - MARGIN - (most === 0 ? 0 : (value / most) * (HEIGHT - 2 * MARGIN)),
  }));
}
