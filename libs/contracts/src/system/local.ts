import { fault, NOT_BLANK } from '@assent/criteria';
import { z } from 'zod';
import {
  anyInstant,
  instant,
  isInstant,
  license,
  lineOfBusiness,
  role,
  SHORT_TEXT_LENGTH,
  words,
} from '../http/wire';

/** The local issuer's question: who wants to act, as what. */
export const tokenCommand = z.strictObject({
  role,
  subject: words(SHORT_TEXT_LENGTH)
    .refine(
      (subject) => !/\p{C}/u.test(subject),
      fault('not-one-line', 'must be one line, without control characters'),
    )
    .meta({ pattern: NOT_BLANK }),
  license: license.optional(),
  lines: z.array(lineOfBusiness).max(lineOfBusiness.options.length).optional(),
});

export const tokenAnswer = z.strictObject({ token: z.string() });

/** Cases opened at the last instant still have valid dates. */
const LAST_INSTANT = '2199-12-31T23:59:59.999Z';

export const clockCommand = z.strictObject({
  to: anyInstant.refine(
    (text) => !isInstant(text) || Date.parse(text) <= Date.parse(LAST_INSTANT),
    fault('out-of-range', "can't be after the year 2199"),
  ),
});

export const clockAnswer = z.strictObject({ now: instant });
