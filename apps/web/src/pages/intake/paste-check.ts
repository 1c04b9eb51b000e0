import type { Members } from '@assent/vocabulary';
import { precheck } from '../../client';
import { failureWords, Problem } from '../../shared/problem';
import { asSent } from './request';
import { text as words } from './text';

/** What no form can show, since a reader of JSON has already chosen: RFC 8259 leaves open which. */
const LOST_IN_READING = ['repeated-member', 'too-deep', 'unusable-character'];

/**
 * What is wrong with a text itself, by the API's own reader; null when the form can take it. Whatever
 * else is wrong with what it says is shown at its field.
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
