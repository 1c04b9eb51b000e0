import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../../client';
import { AssignDialog } from '../../work/assign-dialog';
import { SnoozeDialog } from '../../work/snooze-dialog';
import type { CaseWork } from '../../work/use-case-work';
import type { BatchAction } from '../../work/words';
import { BatchDialog } from '../../work/batch-dialog';

type Asked =
  | { readonly what: 'assign'; readonly each: CaseSummary }
  | { readonly what: 'snooze'; readonly each: CaseSummary }
  | {
      readonly what: 'batch';
      readonly action: BatchAction;
      readonly each: readonly CaseSummary[];
    };

interface Wishes {
  readonly work: CaseWork;
  /** Several cases were worked on. */
  readonly onBatch: () => void;
  /** The reader is back in the list. */
  readonly onClosed: () => void;
}

/** The dialogs over the list. */
export function useWorkDialogs({ work, onBatch, onClosed }: Wishes) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const onClose = () => {
    setAsked(null);
    onClosed();
  };
  let dialog: ReactNode = null;
  if (asked?.what === 'assign') {
    const { each } = asked;
    dialog = (
      <AssignDialog
        what={each.number}
        isReview={each.status === 'in-review'}
        onAssign={(person) => work.assign(each, person)}
        onClose={onClose}
      />
    );
  } else if (asked?.what === 'snooze') {
    const { each } = asked;
    dialog = (
      <SnoozeDialog
        what={each.number}
        dueAt={firstDue([each])}
        onSnooze={(until, reason) => work.snooze(each, until, reason)}
        onClose={onClose}
      />
    );
  } else if (asked) {
    dialog = (
      <BatchDialog
        action={asked.action}
        ids={asked.each.map(({ id }) => id)}
        dueAt={firstDue(asked.each)}
        onClose={onClose}
        onDone={onBatch}
      />
    );
  }
  return {
    dialog,
    assign: (each: CaseSummary) => setAsked({ what: 'assign', each }),
    snooze: (each: CaseSummary) => setAsked({ what: 'snooze', each }),
    batch: (action: BatchAction, each: readonly CaseSummary[]) =>
      setAsked({ what: 'batch', action, each }),
  };
}

/** The first decision deadline of these, an instant; null if no clock runs. */
function firstDue(cases: readonly CaseSummary[]): string | null {
  const due = cases.flatMap(({ clock: { state, dueAt } }) =>
    state === 'running' && dueAt !== null ? [dueAt] : [],
  );
  return due.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
