import { Link } from '@tanstack/react-router';
import { buttonLook } from '../ui/button';
import type { Toast } from '../ui/toast';
import { text } from './text';

/** A toast's link to its case. */
export function linkToCase(caseId: string): NonNullable<Toast['link']> {
  return (close) => (
    <Link
      to="/cases/$caseId"
      params={{ caseId }}
      className={buttonLook('secondary', 'small')}
      onClick={close}
    >
      {text.goToCase}
    </Link>
  );
}
