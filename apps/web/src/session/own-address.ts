/** An address of this app, and of no other site. */
export function ownAddress(address: string): string {
  return /^\/(?![/\\])/.test(address) ? address : '/';
}
