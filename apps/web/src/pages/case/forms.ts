import type { Case } from '../../client';
import type { useCommand } from './use-command';

/** A change to the newest draft. */
export type Change<Draft> = (draft: Draft) => Draft;

/** What each form about a case gets. */
export interface FormProps<Draft> {
  readonly case: Case;
  readonly draft: Draft;
  readonly onChange: (change: Change<Draft>) => void;
  readonly command: ReturnType<typeof useCommand>;
  readonly onClose: () => void;
}
