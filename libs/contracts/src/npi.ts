const SHAPE = /^\d{10}$/;

/** The prefix that stands before an NPI when its check digit is computed (45 CFR 162.406). */
const PREFIX = '80840';

/** True for a National Provider Identifier: ten digits, the last the Luhn check digit. */
export function isNpi(text: string): boolean {
  return SHAPE.test(text) && luhnSum(PREFIX + text) % 10 === 0;
}

function luhnSum(digits: string): number {
  return Array.from(digits, Number)
    .reverse()
    .reduce((sum, digit, index) => {
      const doubled = digit * (index % 2 === 0 ? 1 : 2);
      return sum + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
}
