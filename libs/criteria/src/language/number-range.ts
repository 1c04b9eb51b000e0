import type { FactDefinition } from './definition';

export type Range = Extract<FactDefinition, { type: 'number' }>['range'];

/** Whether a number is valid for a fact. */
export function isInRange(number: number, range: Range): boolean {
  switch (range) {
    case 'positive':
      return number > 0;
    case 'not-negative':
      return number >= 0;
    case 'positive-whole':
      return number > 0 && Number.isInteger(number);
    case 'percent':
      return number >= 0 && number <= 100;
  }
}
