import { UNFINISHED } from '../../facts/settled';
import { npiFault } from './npi';
import { readRequest } from './read-request';
import {
  absentMembers,
  asSent,
  cleaned,
  cleanedRequest,
  ownFaults,
  requestToCheck,
  statedValues,
  withValue,
} from './request';

describe('a request in progress', () => {
  test('takes a value at a path, and drops it again', () => {
    const written = withValue({ drug: 'ixazomib' }, 'facts.dosing.capsuleStrengthMg', 4);
    expect(written).toEqual({ drug: 'ixazomib', facts: { dosing: { capsuleStrengthMg: 4 } } });
    expect(withValue(written, 'drug', undefined)).toEqual({
      facts: { dosing: { capsuleStrengthMg: 4 } },
    });
  });

  test('is evaluated before anyone is named, but not before the line of business is', () => {
    const begun = { requestType: 'initiation', drug: 'ixazomib' };
    expect(requestToCheck(begun)).toBeNull();
    expect(requestToCheck({ ...begun, lineOfBusiness: 'commercial' })).toMatchObject({
      member: { memberId: 'not-yet-known' },
      facts: {},
    });
  });

  test('is evaluated without unreadable input, which stays in the form', () => {
    const begun = { requestType: 'initiation', drug: 'ixazomib', lineOfBusiness: 'commercial' };
    const strength = { unread: '2,3' };
    const written = {
      ...begun,
      member: { birthDate: { unread: '02/30/1958' } },
      facts: { dosing: { capsuleStrengthMg: strength, capsulesPer28Days: 3 } },
    };
    expect(requestToCheck(written)).toMatchObject({
      member: { birthDate: '2000-01-01' },
      facts: { dosing: { capsulesPer28Days: 3 } },
    });
    expect(ownFaults(written).filter(({ code }) => code === 'unread')).toMatchObject([
      { path: 'member.birthDate' },
      { path: 'facts.dosing.capsuleStrengthMg' },
    ]);
    expect(statedValues(written)).toContainEqual(['facts.dosing.capsuleStrengthMg', strength]);
  });

  test('lists an end without a date as still to do, and treats it as unknown until then', () => {
    const written = {
      facts: { priorTherapies: [{ agents: ['bortezomib'], endedOn: UNFINISHED }] },
    };
    expect(ownFaults(written)).toContainEqual({
      path: 'facts.priorTherapies.0.endedOn',
      code: 'unread',
      message: 'needs a date: enter it, or choose “Not documented”',
    });
    expect(asSent(written).facts).toEqual({ priorTherapies: [{ agents: ['bortezomib'] }] });
  });

  test('lists what was not chosen yet as still to do', () => {
    expect(ownFaults({ facts: {} }).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['requestType', 'drug', 'lineOfBusiness', 'urgency', 'channel']),
    );
  });

  test('cleans a pasted NPI and address of what was copied along with them', () => {
    expect(cleaned('prescriber.npi', ' 1234-567 893\u200B')).toBe('1234567893');
    expect(cleaned('member.givenName', 'Ana Maria ')).toBe('Ana Maria ');
    expect(cleaned('prescriber.email', 'office@exam ple.org')).toBe('office@exam ple.org');
    const email = (typed: string) => asSent({ prescriber: { email: typed } }).prescriber.email;
    expect(email(' office@exam ple.org ')).toBe('office@exam ple.org');
    expect(cleanedRequest({ prescriber: { npi: '1234567893 ', email: ' a@example.org' } })).toEqual(
      { prescriber: { npi: '1234567893', email: 'a@example.org' } },
    );
    expect(cleanedRequest({ member: { memberId: 12345 } })).toEqual({
      member: { memberId: '12345' },
    });
  });

  test('names everything that is required to open a case', () => {
    expect(absentMembers({ requestType: 'initiation', member: { memberId: '' } })).toContain(
      'member.memberId',
    );
  });
});

describe('an NPI being typed', () => {
  test.each([
    ['12345', false, undefined],
    ['12345', true, 'An NPI has 10 digits. This one has 5.'],
    ['1234567893', false, undefined],
    ['1234567890', false, "This isn't a valid NPI. Check for a mistyped digit."],
    ['12a', false, 'Enter digits only.'],
    ['', true, undefined],
  ])('`%s`, after leaving the field: %s', (typed, isFinished, fault) => {
    expect(npiFault(typed, isFinished)).toBe(fault);
  });
});

test.each(['', '{"a":', '[1]', 'null'])('`%s` is not a request', (text) => {
  expect(readRequest(text).ok).toBe(false);
});
