import { endOfBusinessDay, type TimeZone } from '@assent/domain';
import type { MemberLetterRecord } from '../ports/notice-record';

/** A printed letter is mailed by the end of this many business days after it is made. */
const BUSINESS_DAYS_TO_MAIL = 1;

/** By when a printed letter is to be mailed; one that came back waits only since then. */
export function mailByOf(
  { delivery, madeAt }: Pick<MemberLetterRecord, 'delivery'> & { readonly madeAt: Date },
  timeZone: TimeZone,
): Date {
  const waitsSince = delivery?.outcome === 'bounced' ? delivery.at : madeAt;
  return endOfBusinessDay(waitsSince, BUSINESS_DAYS_TO_MAIL, timeZone);
}
