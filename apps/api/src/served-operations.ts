import { devOperations, operations, sandboxOperations } from '@assent/contracts';
import type { ApiDependencies, Operations } from './dependencies';

/** The calls that a process with these dependencies serves. */
export function servedOperations({ localIssuerKey, sandboxClock }: ApiDependencies): Operations {
  return [
    ...Object.values(operations),
    ...(localIssuerKey ? Object.values(devOperations) : []),
    ...(sandboxClock ? Object.values(sandboxOperations) : []),
  ];
}
