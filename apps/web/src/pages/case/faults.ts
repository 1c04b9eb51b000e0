import { isAtOrIn } from '@assent/vocabulary';
import { Problem } from '../../shared/problem';
import { text } from './text';

/** Whether fields show all faults, each at its path. */
export function isSaidAtFields(error: unknown, paths: readonly string[]): boolean {
  const faults = error instanceof Problem ? error.faults : [];
  return faults.length > 0 && faults.every(({ path }) => paths.includes(path));
}

/** The API's fault in a list that was sent, or in one of its entries, as a sentence. */
export function faultIn(problem: Problem, path: string): string | undefined {
  const found = problem.faults.find((fault) => isAtOrIn(fault.path, path));
  return found && faultAt(problem, found.path);
}

/** The API's fault in one member of what was sent, as a sentence. */
export function faultAt({ faults }: Problem, path: string): string | undefined {
  const found = faults.find((fault) => fault.path === path);
  return found && text.fault(found);
}
