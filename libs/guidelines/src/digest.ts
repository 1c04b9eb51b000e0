import canonicalize from 'canonicalize';
import { hash } from 'node:crypto';

/**
 * SHA-256, in hexadecimal, of a JSON value in its canonical form (RFC 8785): the same for the same
 * content, in any order of members.
 */
export function digestOf(value: unknown): string {
  return hash('sha256', canonicalize(value) ?? 'undefined', 'hex');
}
