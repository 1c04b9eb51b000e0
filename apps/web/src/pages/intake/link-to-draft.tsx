import { Link } from '@tanstack/react-router';
import { buttonLook } from '../../ui/button';
import type { Toast } from '../../ui/toast';
import { text } from './text';

/** A toast's link back to its draft. */
export function linkToDraft(draft: string): NonNullable<Toast['link']> {
  return (close) => (
    <Link
      to="/open"
      search={{ draft }}
      className={buttonLook('secondary', 'small')}
      onClick={close}
    >
      {text.draft.goTo}
    </Link>
  );
}
