import type { Fact } from './guideline';
import { readApprovals, readNames, readTexts, readTherapies } from './readings';

/** Whether two values are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two answers mean the same: lists as their fields read them, however written. */
export function saysSame(type: Fact['type'], one: unknown, other: unknown): boolean {
  return isSame(asRead(type, one), asRead(type, other));
}

function asRead(type: Fact['type'], answer: unknown): unknown {
  switch (type) {
    case 'therapies':
      return readTherapies(answer) ?? answer;
    case 'authorizations':
      return readApprovals(answer) ?? answer;
    case 'agents':
      return readNames(answer) ?? answer;
    case 'texts':
      return readTexts(answer) ?? answer;
    default:
      return answer;
  }
}
