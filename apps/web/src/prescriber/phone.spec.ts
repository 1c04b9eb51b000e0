import { phoneFault } from './phone';

it.each([
  '',
  ' ',
  '555-0100',
  '(305) 555-0100',
  '+1 305.555.0100 x12',
  '305-555-0100, Ext. 12',
  '305–555–0100',
])('accepts the phone number %p', (typed) => {
  expect(phoneFault(typed, true)).toBeUndefined();
});

it.each(['abc', '555-01', '305-555-0100 x', '3055550100 ask for Lee', '+1305555010001000100'])(
  "says that %p can't be called, once the field is left",
  (typed) => {
    expect(phoneFault(typed, false)).toBeUndefined();
    expect(phoneFault(typed, true)).toMatch(/^Enter a phone number of 7 to 15 digits/);
  },
);
