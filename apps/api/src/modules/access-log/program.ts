/** Programs by what their User-Agent says, the most telling first: browsers name others besides themselves. */
const PROGRAMS: readonly (readonly [name: string, product: RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d{1,4})\b/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,4})\b/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d{1,4})\b/],
  ['Safari', /\bVersion\/(\d{1,4})\b.*\bSafari\//],
  ['curl', /^curl\/(\d{1,4})\b/],
  ['Node', /^(?:node|undici)\b/],
  ['Python', /^python-(?:requests|httpx|urllib3)\/(\d{1,4})\b/i],
  ['Java', /^(?:Java|okhttp|Apache-HttpClient)\/(\d{1,4})\b/],
];

/**
 * The caller's program and its main version, such as `Firefox 128`; `other` for one that is not in the
 * list. The header itself is never kept: callers can write anything into it.
 */
export function programOf(userAgent: string | undefined): string | null {
  if (userAgent === undefined) return null;
  for (const [name, product] of PROGRAMS) {
    const found = product.exec(userAgent);
    if (found) return found[1] === undefined ? name : `${name} ${found[1]}`;
  }
  return 'other';
}
