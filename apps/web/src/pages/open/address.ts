/** What stands in the address while a case is being opened. */
export interface OpenAddress {
  /** The id of the draft. */
  readonly draft?: string;
}

export function readOpenAddress({ draft }: Record<string, unknown>): OpenAddress {
  return typeof draft === 'string' ? { draft } : {};
}
