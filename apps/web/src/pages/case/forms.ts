import type { Case } from '../../client';
import type { useCommand } from './use-command';

/** What each form about a case is given. */
export interface FormProps<Draft> {
  readonly case: Case;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly command: ReturnType<typeof useCommand>;
  readonly onClose: () => void;
}
