/** The address while a case is being opened. */
export interface OpenAddress {
  /** The id of the draft. */
  readonly draft?: string;
  /** Whether the person reviews the answers before submitting. */
  readonly check?: true;
}

export function readOpenAddress({ draft, check }: Record<string, unknown>): OpenAddress {
  return {
    ...(typeof draft === 'string' && { draft }),
    ...(check === true && { check }),
  };
}
