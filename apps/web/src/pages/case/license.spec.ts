import { draftOf, licenseLack, licenseOf, licensingState } from './license';

const LICENSE = {
  number: 'ME-104722',
  state: 'FL',
  specialty: 'Hematology',
  name: 'Dana Brooks MD',
} as const;

test('a license is sent without the blanks around it', () => {
  const draft = {
    ...LICENSE,
    number: ' ME-104722 ',
    specialty: ' Hematology ',
    name: ' Dana Brooks MD ',
  };
  expect([licenseLack(draft), licenseOf(draft)]).toEqual([null, LICENSE]);
});

test('a license needs no name', () => {
  const { name: _, ...unnamed } = LICENSE;
  const draft = { ...LICENSE, name: ' ' };
  expect([licenseLack(draft), licenseOf(draft)]).toEqual([null, unnamed]);
});

test.each([
  [{ number: ' ' }, 'Enter your license number.'],
  [{ number: 'ME 1' }, 'Enter your license number in letters, digits, dots and dashes only.'],
  [{ state: { unread: 'Flordia' } }, 'Choose the state that licensed you.'],
  [{ state: null }, 'Choose the state that licensed you.'],
  [{ specialty: '' }, 'Enter your specialty.'],
])('a license with %j is not sent', (part, lack) => {
  const draft = { ...LICENSE, ...part };
  expect([licenseLack(draft), licenseOf(draft)]).toEqual([lack, null]);
});

test('a state is known by its code or its name, and kept as typed otherwise', () => {
  expect(['FL', 'florida', { unread: 'F' }, undefined].map(licensingState)).toEqual([
    'FL',
    'FL',
    { unread: 'F' },
    null,
  ]);
});

test('a license that was kept is read again', () => {
  expect(draftOf(JSON.stringify(LICENSE))).toEqual(LICENSE);
});

test.each([null, '', '{', '7', '[]', '{"number":1,"state":"Florida"}'])(
  'whatever else was kept is no license: %j',
  (written) => {
    expect(draftOf(written)).toEqual({ number: '', state: null, specialty: '', name: '' });
  },
);
