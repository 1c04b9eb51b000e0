import type { GuidelineDescription } from '@assent/criteria';
import { accept, dateIn, refuse, type Result } from '@assent/domain';
import { guidelineDescription } from '@assent/guidelines';
import type { Ports } from '../ports/ports';

/** A guideline in words, in the version in force today. Refused: `guideline-not-found`. */
export function viewGuideline({ clock, settings }: Ports) {
  return async (id: string): Promise<Result<GuidelineDescription>> => {
    const described = guidelineDescription(id, dateIn(await clock.now(), settings.timeZone));
    return described
      ? accept(described)
      : refuse({ code: 'guideline-not-found', detail: 'there is no guideline with this id' });
  };
}
