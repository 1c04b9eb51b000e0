/** A fault in a guideline folder: the file, the dotted place in it, and what to do. */
export interface DefinitionFault {
  readonly path: string;
  readonly message: string;
}

/** Thrown when a guideline folder is unusable; names every fault. */
export class GuidelineRefused extends Error {
  override readonly name = 'GuidelineRefused';

  constructor(readonly faults: readonly DefinitionFault[]) {
    super(
      `the guideline has faults: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  }
}

export function undeclared(fact: string): string {
  return `the fact \`${fact}\` is not declared: add it to the facts`;
}
