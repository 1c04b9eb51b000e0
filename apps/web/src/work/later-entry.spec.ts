import { JUST_NOW, laterEntryOf, withFitEvidence } from './later-entry';

describe('when something reached the plan that is entered now', () => {
  const FAXED = {
    receivedAt: '2026-11-20T14:14:00.000Z',
    evidence: 'fax-header',
    reference: ' page 1 ',
  } as const;

  test('is sent with what shows it', () => {
    expect(laterEntryOf(FAXED)).toEqual({
      receivedAt: '2026-11-20T14:14:00.000Z',
      receipt: { evidence: 'fax-header', reference: 'page 1' },
    });
    expect(laterEntryOf({ ...FAXED, reference: ' ' }).receipt).toEqual({ evidence: 'fax-header' });
  });

  test('goes without saying if it was just now', () => {
    expect(laterEntryOf(JUST_NOW)).toEqual({});
    expect(laterEntryOf({ ...JUST_NOW, reference: 'page 1' })).toEqual({});
    expect(laterEntryOf({ ...JUST_NOW, receivedAt: { unread: 'monday' } })).toEqual({});
  });

  test('drops evidence of another channel', () => {
    expect(withFitEvidence(FAXED, ['fax-header', 'date-stamp'])).toBe(FAXED);
    expect(withFitEvidence(FAXED, ['call-log'])).toEqual({
      receivedAt: FAXED.receivedAt,
      evidence: null,
      reference: '',
    });
    expect(withFitEvidence(JUST_NOW, [])).toBe(JUST_NOW);
  });
});
