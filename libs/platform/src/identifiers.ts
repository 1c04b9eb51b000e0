import type { Identifiers } from '@assent/application';
import { randomBytes, randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

/** Digits and letters that are not confused, in print or on the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Identifiers from time and chance. Numbers have ten characters of thirty: with a million in use
 * the chance that a new one is taken is about two in a billion, and then the database refuses it.
 */
export const identifiers: Identifiers = {
  id: uuidv7,
  caseNumber: () => number('PA'),
  appealNumber: () => number('AP'),
  authorizationNumber: () => number('AU'),
};

/** It has a digit: a part without one would read as a name where people search. */
function number(prefix: string): string {
  const groups = [characters(5), characters(5)];
  return groups.some((group) => /\d/.test(group)) ? [prefix, ...groups].join('-') : number(prefix);
}

function characters(count: number): string {
  return Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** 256 random bits, in URL characters. */
export function secret(): string {
  return randomBytes(32).toString('base64url');
}
