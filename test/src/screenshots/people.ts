/* All people and numbers here are made up. */

const GIVEN = [
  'Ada',
  'Bruno',
  'Carla',
  'Dmitri',
  'Elena',
  'Felix',
  'Grace',
  'Hugo',
  'Irene',
  'Jonas',
];
const FAMILY = ['Abbott', 'Baird', 'Castellano', 'Dufresne', 'Eriksen', 'Fontaine', 'Grigorian'];

const OFFICES = [
  { npi: '1234567893', name: 'Lee Park MD', phone: '+13055550100', email: 'park@example.org' },
  { npi: '1245319599', name: 'Miriam Sandoval MD', email: 'sandoval@example.org' },
  { npi: '1679576722', name: 'Theo Brandt DO', email: 'brandt@example.org' },
];

/** The member of a position in the scene: always the same one. */
export function memberAt(position: number): Readonly<Record<string, string>> {
  const given = GIVEN[position % GIVEN.length] ?? '';
  const family = FAMILY[position % FAMILY.length] ?? '';
  const year = 1941 + ((position * 7) % 30);
  const month = String(1 + ((position * 5) % 12)).padStart(2, '0');
  const day = String(1 + ((position * 11) % 28)).padStart(2, '0');
  return {
    memberId: `SC${String(2_000_001 + position)}`,
    givenName: given,
    familyName: family,
    birthDate: `${year}-${month}-${day}`,
  };
}

export function officeAt(position: number): Readonly<Record<string, string>> {
  return OFFICES[position % OFFICES.length] ?? {};
}
