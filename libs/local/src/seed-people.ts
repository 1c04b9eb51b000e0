/* People of seeded cases. All of them are invented. */

export const GIVEN_NAMES = [
  ...['Ada', 'Amos', 'Bela', 'Carl', 'Dora', 'Edda', 'Emil', 'Fay', 'Gwen', 'Hal', 'Ines', 'Ivo'],
  ...['June', 'Kai', 'Lena', 'Milo', 'Nell', 'Otto', 'Pia', 'Rhea', 'Saul', 'Tess', 'Una', 'Vito'],
];

export const FAMILY_BEGINNINGS = [
  ...['Ash', 'Birch', 'Black', 'Bram', 'Brook', 'Cedar', 'Clay', 'Cold', 'Dale', 'Dun', 'East'],
  ...[
    'Elm',
    'Fair',
    'Fern',
    'Fox',
    'Glen',
    'Gold',
    'Green',
    'Grim',
    'Hale',
    'Hart',
    'Haw',
    'Heath',
  ],
  ...['High', 'Hol', 'Iron', 'Ivy', 'Kirk', 'Lang', 'Lark', 'Lin', 'Long', 'Mar', 'Mel', 'Mill'],
  ...['Moor', 'New', 'North', 'Oak', 'Old', 'Pem', 'Pine', 'Quill', 'Raven', 'Red', 'Rose', 'Row'],
  ...['Sand', 'Sea', 'Silver', 'South', 'Stan', 'Stone', 'Swan', 'Thorn', 'Under', 'Wake', 'West'],
  ...['White', 'Wil', 'Win', 'Wolf', 'Wood'],
];

export const FAMILY_ENDS = [
  ...['bank', 'beck', 'berry', 'born', 'bourne', 'bridge', 'brook', 'bury', 'by', 'combe', 'cote'],
  ...['cott', 'croft', 'dale', 'den', 'don', 'feather', 'field', 'fold', 'ford', 'gate', 'grave'],
  ...['grove', 'ham', 'hill', 'holt', 'house', 'hurst', 'land', 'leigh', 'ley', 'lock', 'low'],
  ...['man', 'mere', 'mont', 'moor', 'more', 'mouth', 'ridge', 'sby', 'shaw', 'side', 'stead'],
  ...['stone', 'stow', 'thorpe', 'thwaite', 'ton', 'vale', 'view', 'wall', 'water', 'way', 'well'],
  ...['wick', 'wold', 'wood', 'worth', 'wright', 'yard'],
];

/** Who works on cases. */
export const PEOPLE = Array.from({ length: 20 }, (_, position) => `reviewer-${position + 1}`);

/** Prescribers with identifiers that no provider has: they begin with 19, and their check digit fits. */
export function prescribers(count: number): { readonly npi: string; readonly name: string }[] {
  return Array.from({ length: count }, (_, position) => {
    const family = FAMILY_BEGINNINGS[position % FAMILY_BEGINNINGS.length] ?? '';
    const end = FAMILY_ENDS[position % FAMILY_ENDS.length] ?? '';
    const given = GIVEN_NAMES[position % GIVEN_NAMES.length] ?? '';
    return {
      npi: withCheckDigit(`19${String(position).padStart(7, '0')}`),
      name: `${given} ${family}${end} MD`,
    };
  });
}

/** Ten digits with the Luhn digit of a National Provider Identifier (45 CFR 162.406). */
function withCheckDigit(nine: string): string {
  const sum = Array.from(`80840${nine}`, Number)
    .reverse()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? doubled(digit) : digit), 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

function doubled(digit: number): number {
  return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
}
