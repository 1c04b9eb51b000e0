import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(?=[\d.]+$)/i;

/**
 * Whom an address stands for: itself, or in IPv6 its network of 64 bits, in which one subscriber may
 * take any address.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*/, '').replace(MAPPED, '');
  if (!isIPv6(plain)) return plain;
  const [front = '', back] = plain.toLowerCase().split('::');
  const [first, last] = [groupsOf(front), groupsOf(back ?? '')];
  const left = 8 - first.length - last.length - (plain.includes('.') ? 1 : 0);
  const groups = [...first, ...Array<string>(back === undefined ? 0 : left).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
