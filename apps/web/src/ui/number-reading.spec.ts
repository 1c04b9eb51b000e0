import fc from 'fast-check';
import { meaningOf } from './reading';
import { readNumberText, unitFor } from './number-reading';

const valueOf = (text: string) => {
  const reading = readNumberText(text);
  return reading.kind === 'read' ? reading.value : null;
};

describe('a number', () => {
  it.each([
    ['2.3', 2.3],
    ['4.00004', 4.00004],
    [' 3 ', 3],
    ['.5', 0.5],
    ['4.', 4],
    ['-1', -1],
    ['0', 0],
    ['0.000001', 0.000001],
  ])('is read exactly as written: %p', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each([
    '2,3',
    '1,500',
    '1.000,5',
    '1e1',
    '0x10',
    '4 mg',
    '1 5',
    '--1',
    '1.2.3',
    '٣',
    '２',
    '∞',
  ])('is not read from %p, which stays as typed', (text) => {
    const reading = readNumberText(text);
    expect(reading).toMatchObject({ kind: 'unread', isUnfinished: false });
    expect(meaningOf(text, reading)).toEqual({ unread: text });
  });

  it('explains what to write instead of a decimal comma', () => {
    expect(readNumberText('2,3')).toMatchObject({
      why: 'Enter the number without a comma. Use a point for decimals, such as 2.3.',
    });
  });

  it.each(['6,5', '6.5', 'six'])('must be whole from the start if required: %p', (text) => {
    expect(readNumberText(text, { isWhole: true })).toMatchObject({
      why: 'Enter a whole number.',
      isUnfinished: false,
    });
  });

  it('is followed by its unit, in the singular for one', () => {
    expect(['1', '1.0', '3'].map((number) => unitFor('capsules', number))).toEqual([
      'capsule',
      'capsule',
      'capsules',
    ]);
    expect(unitFor('mg', 1)).toBe('mg');
  });

  it('is read back from every number of up to fifteen digits, and refused beyond that', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 15 }),
        (digits, decimals) => {
          const whole = digits.toString().padStart(decimals + 1, '0');
          const end = whole.length - decimals;
          const text = `${whole.slice(0, end)}.${whole.slice(end)}`;
          // What is kept says the same digits as what was typed.
          expect(valueOf(text)?.toFixed(decimals)).toBe(decimals === 0 ? whole : text);
        },
      ),
    );
    expect(readNumberText('0.1234567890123456')).toMatchObject({ why: 'Use at most 15 digits.' });
  });

  it('is repeated in plain digits if it was written another way', () => {
    expect(readNumberText('04.50')).toEqual({ kind: 'read', value: 4.5, echo: '4.5' });
    expect(readNumberText('4.5')).toMatchObject({ echo: null });
  });

  it.each(['-', '.', '-.'])('can still begin with %p', (text) => {
    expect(readNumberText(text)).toMatchObject({ kind: 'unread', isUnfinished: true });
  });

  it('can be required to be whole and within limits', () => {
    const bounds = { isWhole: true, min: 1, max: 120 };
    expect(readNumberText('6', bounds)).toMatchObject({ value: 6 });
    expect(readNumberText('1.5', bounds)).toMatchObject({ why: 'Enter a whole number.' });
    expect(readNumberText('0', bounds)).toMatchObject({ why: 'Enter a number from 1 to 120.' });
  });
});
