import type { z } from 'zod';
import { agentFaults } from './load-agents';
import { guidelineDefinition, type GuidelineDefinition } from './definition';
import { clauseFaults } from './load-clauses';
import { declarationFaults } from './load-facts';
import { compileGuideline, type Guideline } from './guideline';

/** Where a guideline folder is wrong: the file and the place in it, dotted, and what to do. */
export interface DefinitionFault {
  readonly path: string;
  readonly message: string;
}

/** Thrown when a guideline folder cannot be used; names every fault. */
export class GuidelineRefused extends Error {
  override readonly name = 'GuidelineRefused';

  constructor(readonly faults: readonly DefinitionFault[]) {
    super(
      `the guideline has faults: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  }
}

/**
 * Reads the content of a guideline folder, a member for each file, and compiles it. `digest` is the
 * SHA-256 of that content. Throws `GuidelineRefused`: nothing half right is ever evaluated.
 */
export function loadGuideline(content: unknown, digest: string): Guideline {
  const parsed = guidelineDefinition.safeParse(content);
  if (!parsed.success) throw new GuidelineRefused(parsed.error.issues.map(faultOf));
  const faults = definitionFaults(parsed.data);
  if (faults.length > 0) throw new GuidelineRefused(faults);
  return compileGuideline(parsed.data, digest);
}

function faultOf({ path, message }: z.core.$ZodIssue): DefinitionFault {
  return { path: path.join('.'), message };
}

/** What the shape of the files cannot say: that every name in them means something, once. */
function definitionFaults(definition: GuidelineDefinition): DefinitionFault[] {
  return [
    ...agentFaults(definition),
    ...declarationFaults(definition),
    ...clauseFaults(definition),
  ];
}
