import { identifiers } from './identifiers';

const MANY = Array.from({ length: 2_000 });

it.each([
  ['a case', 'PA', () => identifiers.caseNumber()],
  ['an appeal', 'AP', () => identifiers.appealNumber()],
  ['an authorization', 'AU', () => identifiers.authorizationNumber()],
])(
  'the number of %s has its letters, ten signs that are not confused, and a digit',
  (_, prefix, next) => {
    const numbers = MANY.map(() => next());
    const form = new RegExp(`^${prefix}-[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$`);
    expect(numbers.filter((number) => !form.test(number))).toEqual([]);
    expect(numbers.filter((number) => !/\d/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(MANY.length);
  },
);
