import type { Fault } from '@assent/domain';
import { misplacedDates, type LifeSoFar } from '../language/facts-schema';
import { faultsOf } from '../language/fault';
import type { Guideline } from '../loading/guideline';

/** Every fault in a case's given facts; paths start with `facts.`. */
export function factFaults(
  { facts: definitions, factsSchema: schema }: Guideline,
  facts: unknown,
  life: LifeSoFar,
): Fault[] {
  const parsed = schema.safeParse(facts, { reportInput: true });
  const faults = parsed.success ? [] : faultsOf(parsed.error, ['facts']);
  return [...faults, ...misplacedDates(definitions, facts, life)];
}
