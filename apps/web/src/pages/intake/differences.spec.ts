import type { Members } from '@assent/vocabulary';
import { changesOf, differences, merged } from './differences';

const BASE: Members = {
  drug: 'ixazomib',
  member: { givenName: 'Ana', familyName: 'Ruiz' },
  prescriber: { name: 'Rosa Marin', npi: '1234567893' },
};
const withMember = (member: object): Members => ({ ...BASE, member });
const withPrescriber = (prescriber: object): Members => ({ ...BASE, prescriber });

describe('two versions of a draft', () => {
  test('are compared by path', () => {
    const other = { ...BASE, drug: 'Ninlaro', member: { givenName: 'Ana' } };
    expect(differences(BASE, other)).toEqual(['drug', 'member.familyName']);
  });

  test('are merged with the values of the other one at some paths', () => {
    const mine = withMember({ givenName: 'Ana' });
    expect(merged(mine, BASE, ['member.familyName'])).toEqual(BASE);
  });

  test('cause no question about what only one of them changed', () => {
    const mine = withMember({ givenName: 'Ana', familyName: 'Lopez' });
    const theirs = withMember({ givenName: 'Maria', familyName: 'Ruiz' });
    const { theirs: taken, contested } = changesOf(BASE, mine, theirs);
    expect([taken, contested]).toEqual([['member.givenName'], []]);
    expect(merged(mine, theirs, taken)).toEqual(
      withMember({ givenName: 'Maria', familyName: 'Lopez' }),
    );
  });

  test('drop what one of them removed, and ask about it if the other changed it', () => {
    const theirs = withMember({ givenName: 'Ana' });
    expect(changesOf(BASE, BASE, theirs)).toEqual({ theirs: ['member.familyName'], contested: [] });
    const mine = withMember({ givenName: 'Ana', familyName: 'Lopez' });
    expect(changesOf(BASE, mine, theirs)).toEqual({ theirs: [], contested: ['member.familyName'] });
  });

  test('never mix two people into one prescriber', () => {
    const mine = withPrescriber({ name: 'Anna Bell MD' });
    const theirs = withPrescriber({ name: 'Rosa Marin', npi: '1234567893', phone: '305-555-0100' });
    expect(changesOf(BASE, mine, theirs)).toEqual({
      theirs: [],
      contested: ['prescriber'],
    });
    expect(changesOf(BASE, BASE, mine).contested).toEqual([]);
  });
});
