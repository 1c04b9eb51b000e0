import { LICENSING_STATES, type LicensingState } from '@assent/vocabulary';

/** What people call states and territories. */
export const STATE_NAMES: Readonly<Record<LicensingState, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  AS: 'American Samoa',
  GU: 'Guam',
  MP: 'Northern Mariana Islands',
  PR: 'Puerto Rico',
  VI: 'U.S. Virgin Islands',
};

/** The states that a text may mean: by code, or by the beginning of a word of the name. */
export function statesFor(typed: string): readonly LicensingState[] {
  const plain = plainText(typed);
  return LICENSING_STATES.filter(
    (state) =>
      state.toLowerCase().startsWith(plain) ||
      ` ${plainText(STATE_NAMES[state])}`.includes(` ${plain}`),
  );
}

/** The state that a text means; null while it may be several, or none. */
export function stateNamed(typed: string): LicensingState | null {
  const plain = plainText(typed);
  if (plain === '') return null;
  const exact = LICENSING_STATES.find(
    (state) => state.toLowerCase() === plain || plainText(STATE_NAMES[state]) === plain,
  );
  const fitting = statesFor(typed);
  return exact ?? (fitting.length === 1 ? (fitting[0] ?? null) : null);
}

function plainText(text: string): string {
  return text.trim().toLowerCase().replaceAll('.', '').replace(/\s+/g, ' ');
}
