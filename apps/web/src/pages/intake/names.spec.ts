import { namesOf } from './names';

test('a prescriber is shown by name first, with the NPI labeled', () => {
  const { wordsOf } = namesOf(undefined, 'America/New_York');
  const prescriber = {
    npi: '1234567893',
    name: 'Rosa Marin',
    phone: { unread: '555' },
    email: 'marin@example.org',
  };
  expect(wordsOf('prescriber', prescriber)).toBe(
    'Rosa Marin, NPI 1234567893, 555, marin@example.org',
  );
});
