import type { Fault } from '@assent/domain';
import type { z } from 'zod';

/** What our own checks can find wrong with a member. */
export type FaultCode =
  | 'empty'
  | 'too-large'
  | 'out-of-range'
  | 'not-whole'
  | 'not-text'
  | 'not-a-name'
  | 'not-an-id'
  | 'not-one-line'
  | 'not-a-date'
  | 'not-an-instant'
  | 'not-a-code'
  | 'not-an-npi'
  | 'not-an-address'
  | 'not-a-phone-number'
  | 'not-a-license-number'
  | 'not-a-digest'
  | 'not-a-number'
  | 'repeated';

/** What a schema attaches to such a check to give its fault a code. */
export function fault(code: FaultCode, message: string) {
  return { params: { fault: code }, error: message };
}

/** At most this many faults are named. */
export const MAX_FAULTS = 200;
const MAX_PATH_LENGTH = 200;

/**
 * What a schema found wrong, one fault per member, with messages that never repeat what was sent.
 * Parse with `reportInput: true`, to tell an absent member from a wrong one.
 * @param within where the value was in the body; empty for the body itself
 */
export function faultsOf(error: z.ZodError, within: readonly PropertyKey[] = []): Fault[] {
  const faults: Fault[] = [];
  for (const issue of error.issues) {
    const left = MAX_FAULTS - faults.length;
    if (left === 0) break;
    faults.push(...issueFaults(issue, within, left));
  }
  return faults;
}

/** A path dotted from the body's root, with list positions as numbers. */
export function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, MAX_PATH_LENGTH);
}

/** A member that is in no schema. */
export function unknownMember(path: readonly PropertyKey[]): Fault {
  return {
    path: dotted(path),
    code: 'unknown-member',
    message: 'is not a known field; remove it or check its spelling',
  };
}

function issueFaults(
  issue: z.core.$ZodIssue,
  within: readonly PropertyKey[],
  most: number,
): Fault[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, most).map((name) => unknownMember([...path, name]));
  }
  return [{ path: dotted(path), ...wording(issue) }];
}

function wording(issue: z.core.$ZodIssue): Omit<Fault, 'path'> {
  if (issue.input === undefined && issue.code !== 'custom') {
    return { code: 'required', message: 'is required' };
  }
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: `must be ${expectation(issue.expected)}` };
    case 'invalid_value':
      return {
        code: typeof issue.input === 'string' ? 'not-listed' : 'wrong-type',
        message: `must be one of ${issue.values.map(quoted).join(', ')}`,
      };
    case 'too_small':
      return { code: 'too-small', message: bound(issue.origin, 'at least', issue.minimum) };
    case 'too_big':
      return { code: 'too-large', message: bound(issue.origin, 'at most', issue.maximum) };
    case 'custom':
      return { code: customCode(issue), message: issue.message };
    case 'invalid_format':
      return {
        code: 'invalid',
        message:
          issue.format === 'url'
            ? 'must be a web address, such as https://www.example.org'
            : 'is not valid',
      };
    default:
      return { code: 'invalid', message: 'is not valid' };
  }
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  record: 'a JSON object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function expectation(type: string): string {
  return EXPECTATIONS[type] ?? `of another type`;
}

function quoted(value: unknown): string {
  return `\`${String(value)}\``;
}

function bound(origin: string, word: string, limit: number | bigint): string {
  if (origin !== 'string' && origin !== 'array') return `must be ${word} ${limit}`;
  if (limit === 1 && word === 'at least') return 'must not be empty';
  if (origin === 'string') return `must have ${word} ${limit} characters`;
  return `must have ${word} ${limit} entries`;
}

function customCode(issue: z.core.$ZodIssueCustom): string {
  const code: unknown = issue.params?.['fault'];
  return typeof code === 'string' ? code : 'invalid';
}
