import { Link } from '@tanstack/react-router';
import { buttonLook } from '../ui/button';
import type { Toast } from '../ui/toast';
import { text } from './text';

/** Leads from a toast to the case that it tells of. */
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
