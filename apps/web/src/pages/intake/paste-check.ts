import type { Members } from '@assent/vocabulary';
import { precheck } from '../../client';
import { failureWords, Problem } from '../../shared/problem';
import { asSent } from './request';
import { text as words } from './text';

/** What no form can show, since a JSON reader has already chosen: RFC 8259 does not say which. */
const LOST_IN_READING = ['repeated-member', 'too-deep', 'unusable-character'];

/**
 * The fault in a text itself, by the API's own reader; null if the form can take it. Faults in its
 * values show at their fields.
 */
export async function faultOfText(text: string, read: Members): Promise<string | null> {
  try {
    await precheck({ body: asSent(read), bodySerializer: () => text });
    return null;
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) return failureWords(error);
    const lost = error.faults.filter(({ code }) => LOST_IN_READING.includes(code));
    return lost.length === 0 ? null : lost.map(words.json.fault).join(' ');
  }
}
