import type { Case } from '../../client';

/** What became of a case that was just opened, in a sentence. */
export function outcomeSentence({ number, status, missing }: Case): string {
  switch (status) {
    case 'approved':
      return `Case ${number} is approved.`;
    case 'pending-information':
      return missing.length === 1
        ? `Case ${number} is open and waits for one answer.`
        : `Case ${number} is open and waits for ${missing.length} answers.`;
    case 'in-review':
      return `Case ${number} is open; a reviewer decides it.`;
    case 'routed':
      return `Case ${number} is passed on: another office decides it.`;
    case 'denied':
      return `Case ${number} is denied.`;
    case 'withdrawn':
      return `Case ${number} is withdrawn.`;
  }
}
