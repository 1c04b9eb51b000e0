const SHAPE = /^\d{10}$/;

/** The prefix of an NPI when its check digit is computed (45 CFR 162.406). */
const PREFIX = '80840';

/** True for a National Provider Identifier: ten digits, the last the Luhn check digit. */
export function isNpi(text: string): boolean {
  return SHAPE.test(text) && luhnSum(PREFIX + text) % 10 === 0;
}

/** The sum of the digits, every second one from the right doubled, minus 9 if over 9. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let place = 1; place <= digits.length; place += 1) {
    const digit = Number(digits[digits.length - place]);
    const counted = place % 2 === 0 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum;
}
