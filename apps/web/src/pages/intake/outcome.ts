import type { Case } from '../../client';
import { text } from './text';

/** The outcome of a case just opened, in a sentence. */
export function outcomeSentence({ number, status, missing }: Case): string {
  switch (status) {
    case 'approved':
      return text.outcome.approved({ number });
    case 'pending-information':
      return text.outcome.waiting({ number, count: missing.length });
    case 'in-review':
      return text.outcome.inReview({ number });
    case 'routed':
      return text.outcome.routed({ number });
    case 'denied':
      return text.outcome.denied({ number });
    case 'withdrawn':
      return text.outcome.withdrawn({ number });
  }
}
