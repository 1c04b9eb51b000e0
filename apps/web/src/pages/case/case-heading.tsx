import type { Case } from '../../client';
import { Badge, type Tone } from '../../ui/badge';
import { STATUSES } from '../../work/words';
import styles from './case-heading.module.css';

const TONES: Readonly<Record<Case['status'], Tone>> = {
  'pending-information': 'unknown',
  'in-review': 'calm',
  approved: 'met',
  denied: 'not-met',
  withdrawn: 'neutral',
  routed: 'neutral',
};

/** The number and the status of the case. */
export function CaseHeading({ case: { number, status } }: { readonly case: Case }) {
  return (
    <span className={styles['heading']}>
      {number} <Badge tone={TONES[status]}>{STATUSES[status]}</Badge>
    </span>
  );
}
