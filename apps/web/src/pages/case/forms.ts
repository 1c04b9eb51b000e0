import type { Case } from '../../client';
import type { useCommand } from './use-command';

/** What a draft becomes, from what it is by then. */
export type Change<Draft> = (draft: Draft) => Draft;

/** What each form about a case is given. */
export interface FormProps<Draft> {
  readonly case: Case;
  readonly draft: Draft;
  readonly onChange: (change: Change<Draft>) => void;
  readonly command: ReturnType<typeof useCommand>;
  readonly onClose: () => void;
}
