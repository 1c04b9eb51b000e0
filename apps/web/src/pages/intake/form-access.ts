import { valueAt, type Members } from '@assent/vocabulary';

/** What the parts of the form work with. */
export interface FormAccess {
  readonly request: Members;
  /** One and the same as long as the form stands. */
  readonly change: (path: string, value: unknown) => void;
  /** What is wrong with the member at a path, as a sentence. */
  readonly faultAt: (path: string) => string | undefined;
}

/** What the field of one member works with: equal for as long as nothing about the member changes. */
export interface MemberAccess<Path extends string = string> {
  readonly path: Path;
  readonly value: unknown;
  readonly change: FormAccess['change'];
  readonly error: string | undefined;
}

export function accessTo<Path extends string>(
  path: Path,
  { request, change, faultAt }: FormAccess,
): MemberAccess<Path> {
  return { path, value: valueAt(request, path), change, error: faultAt(path) };
}
