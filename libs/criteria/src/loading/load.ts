import type { z } from 'zod';
import { guidelineDefinition, type GuidelineDefinition } from '../language/definition';
import { agentFaults } from './agent-faults';
import { clauseFaults } from './clause-faults';
import { declarationFaults } from './declaration-faults';
import { GuidelineRefused, type DefinitionFault } from './definition-fault';
import { compileGuideline, type Guideline } from './guideline';

/**
 * Reads the content of a guideline folder, a member per file, and compiles it. `digest` is the
 * SHA-256 of that content. Throws `GuidelineRefused`: it never accepts part of a guideline.
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

/** What the files' schemas cannot check: that every name in them means something, once. */
function definitionFaults(definition: GuidelineDefinition): DefinitionFault[] {
  return [
    ...agentFaults(definition),
    ...declarationFaults(definition),
    ...clauseFaults(definition),
  ];
}
