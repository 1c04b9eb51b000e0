import { accept, refuse, type Result } from '@assent/domain';
import type { AccessFilter, AccessLog, FoundAccess } from '../ports/access-log';
import type { Page } from '../ports/page';

/** Who read what, the newest first. Refused: `member-not-found`. */
export function listAccesses(log: Pick<AccessLog, 'list'>) {
  return async (filter: AccessFilter): Promise<Result<Page<FoundAccess>>> => {
    const page = await log.list(filter);
    return page
      ? accept(page)
      : refuse({ code: 'member-not-found', detail: 'there is no member with this id' });
  };
}
