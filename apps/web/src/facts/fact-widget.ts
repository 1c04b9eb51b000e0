import type { FieldWords } from '../ui/field';
import type { Code, Fact } from './guideline';

/** What each widget is given. */
export interface FactWidgetProps {
  readonly fact: Fact;
  /** Its label, the question, and what is wrong with the whole. */
  readonly frame: FieldWords & { readonly isRequired: boolean };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly codes: readonly Code[];
  readonly day: string;
  /** What is wrong with a part of it, such as `0.agents`. */
  readonly faultIn: (part: string) => string | undefined;
}
