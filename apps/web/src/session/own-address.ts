/** An address of this app, not of another site. */
export function ownAddress(address: string): string {
  return /^\/(?![/\\])/.test(address) ? address : '/';
}
