import { valueAt, type Members } from '@assent/vocabulary';

/** What the parts of the form use. */
export interface FormAccess {
  readonly request: Members;
  /** Stays the same for the life of the form. */
  readonly change: (path: string, value: unknown) => void;
  /** The fault of the member at a path, as a sentence. */
  readonly faultAt: (path: string) => string | undefined;
}

/** What one member's field uses: equal while nothing about the member changes. */
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
