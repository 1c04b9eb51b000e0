/** Whether a dotted path names a whole, or something in it. */
export function isAtOrIn(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}
