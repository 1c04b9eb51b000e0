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
  test('differ by path', () => {
    const other = { ...BASE, drug: 'Ninlaro', member: { givenName: 'Ana' } };
    expect(differences(BASE, other)).toEqual(['drug', 'member.familyName']);
  });

  test('become one with the values of the other at some paths', () => {
    const mine = withMember({ givenName: 'Ana' });
    expect(merged(mine, BASE, ['member.familyName'])).toEqual(BASE);
  });

  test('are asked about nothing that only one of them changed', () => {
    const mine = withMember({ givenName: 'Ana', familyName: 'Lopez' });
    const theirs = withMember({ givenName: 'Maria', familyName: 'Ruiz' });
    const { theirs: taken, contested } = changesOf(BASE, mine, theirs);
    expect([taken, contested]).toEqual([['member.givenName'], []]);
    expect(merged(mine, theirs, taken)).toEqual(
      withMember({ givenName: 'Maria', familyName: 'Lopez' }),
    );
  });

  test('lose what only one of them took out, and are asked about it where the other changed it', () => {
    const theirs = withMember({ givenName: 'Ana' });
    expect(changesOf(BASE, BASE, theirs)).toEqual({ theirs: ['member.familyName'], contested: [] });
    const mine = withMember({ givenName: 'Ana', familyName: 'Lopez' });
    expect(changesOf(BASE, mine, theirs)).toEqual({ theirs: [], contested: ['member.familyName'] });
  });

  test('make no prescriber of two people', () => {
    const mine = withPrescriber({ name: 'Anna Bell MD' });
    const theirs = withPrescriber({ name: 'Rosa Marin', npi: '1234567893', phone: '305-555-0100' });
    expect(changesOf(BASE, mine, theirs)).toEqual({
      theirs: [],
      contested: ['prescriber'],
    });
    expect(changesOf(BASE, BASE, mine).contested).toEqual([]);
  });
});
