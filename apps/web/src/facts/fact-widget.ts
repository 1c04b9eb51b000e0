import type { FieldWords } from '../ui/field';
import type { Code, Fact } from './guideline';

/** The props of each widget. */
export interface FactWidgetProps {
  readonly fact: Fact;
  /** Its label, the question, and the fault of the whole. */
  readonly frame: FieldWords & { readonly isRequired: boolean };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly codes: readonly Code[];
  readonly day: string;
  /** The fault of a part of it, such as `0.agents`. */
  readonly faultIn: (part: string) => string | undefined;
}
