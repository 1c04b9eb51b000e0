import type { SentLetter } from '@assent/application';

/** What a letter's documents are made from: the same letter always gives the same bytes. */
export type ShownLetter = Pick<SentLetter, 'subject' | 'sentAt' | 'content'>;
