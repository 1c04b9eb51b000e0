import type { Members } from '../../facts/readings';

/** What the parts of the form work with. */
export interface FormAccess {
  readonly request: Members;
  readonly change: (path: string, value: unknown) => void;
  /** What is wrong with the member at a path, as a sentence. */
  readonly faultAt: (path: string) => string | undefined;
}
