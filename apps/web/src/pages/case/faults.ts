import type { Problem } from '../../session/problem';

/** What the API found wrong at a member of what was sent, as a sentence. */
export function faultAt({ faults }: Problem, path: string): string | undefined {
  const found = faults.find((fault) => fault.path === path);
  return found && `This ${found.message}.`;
}
