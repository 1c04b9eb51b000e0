import { differences, merged } from './differences';
import { npiFault } from './npi';
import { readRequest } from './read-request';
import { absentMembers, requestToCheck, withValue } from './request';

describe('a request that is written', () => {
  test('takes a value at a path, and gives it up again', () => {
    const written = withValue({ drug: 'ixazomib' }, 'facts.dosing.capsuleStrengthMg', 4);
    expect(written).toEqual({ drug: 'ixazomib', facts: { dosing: { capsuleStrengthMg: 4 } } });
    expect(withValue(written, 'drug', undefined)).toEqual({
      facts: { dosing: { capsuleStrengthMg: 4 } },
    });
  });

  test('is evaluated before anybody is named, and not before the line of business is', () => {
    const begun = { requestType: 'initiation', drug: 'ixazomib' };
    expect(requestToCheck(begun)).toBeNull();
    expect(requestToCheck({ ...begun, lineOfBusiness: 'commercial' })).toMatchObject({
      member: { memberId: '-' },
      facts: {},
    });
  });

  test('says what a case cannot be opened without', () => {
    expect(absentMembers({ requestType: 'initiation', member: { memberId: '' } })).toContain(
      'member.memberId',
    );
  });
});

describe('two versions of a draft', () => {
  const mine = { drug: 'ixazomib', member: { givenName: 'Ana' } };
  const theirs = { drug: 'ixazomib', member: { givenName: 'Anna', familyName: 'Ruiz' } };

  test('differ by path', () => {
    expect(differences(mine, theirs)).toEqual(['member.givenName', 'member.familyName']);
  });

  test('become one with the values that were chosen', () => {
    expect(merged(mine, theirs, ['member.familyName'])).toEqual({
      drug: 'ixazomib',
      member: { givenName: 'Ana', familyName: 'Ruiz' },
    });
  });
});

describe('an NPI while it is typed', () => {
  test.each([
    ['12345', false, undefined],
    ['12345', true, 'An NPI has ten digits; this one has 5.'],
    ['1234567893', false, undefined],
    ['1234567890', false, 'The check digit is wrong: one of the digits is mistyped.'],
    ['12a', false, 'An NPI has digits only.'],
    ['', true, undefined],
  ])('`%s`, left: %s', (typed, isFinished, fault) => {
    expect(npiFault(typed, isFinished)).toBe(fault);
  });
});

test.each(['', '{"a":', '[1]', 'null'])('`%s` is no request', (text) => {
  expect(readRequest(text).ok).toBe(false);
});
