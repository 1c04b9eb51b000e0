import { detailsOfAnother, NO_OWNERS, ownersOf } from './prescriber-details';

const ROSA = { name: 'Rosa Marin', npi: '1', phone: '2', email: 'marin@example.org' };

describe('the details of a prescriber', () => {
  test("are removed once the name is another person's", () => {
    const owners = ownersOf(ROSA, NO_OWNERS);
    expect(detailsOfAnother({ ...ROSA, name: 'Anna Bell MD' }, owners)).toEqual([
      'npi',
      'phone',
      'email',
    ]);
  });

  test.each(['Rosa Marín MD', 'Rosa Martin', 'Marin', ''])('stay with the name “%s”', (name) => {
    expect(detailsOfAnother({ ...ROSA, name }, ownersOf(ROSA, NO_OWNERS))).toEqual([]);
  });

  test("stay if they were entered before any name, or replaced the other's", () => {
    const owners = ownersOf(ROSA, NO_OWNERS);
    const nameless = { npi: '3', email: ROSA.email };
    const later = ownersOf(nameless, owners);
    expect(detailsOfAnother({ ...nameless, name: 'Anna Bell MD' }, later)).toEqual(['email']);
  });

  test('are not passed on through a series of corrections', () => {
    const [short, full] = ['Marin', 'Rosa Marin'].map((name) => ({ ...ROSA, name }));
    const owners = ownersOf({ ...short }, ownersOf({ ...full }, ownersOf({ ...short }, NO_OWNERS)));
    expect(detailsOfAnother({ ...ROSA, name: 'Luis Marin' }, owners)).toHaveLength(3);
  });
});
