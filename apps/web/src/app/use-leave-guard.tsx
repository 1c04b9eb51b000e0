import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

interface LeaveGuardOptions {
  /** Whether leaving loses anything, asked at that moment. */
  readonly isAnythingLost: () => boolean;
  /** Whether a move leaves what was written; each to another page does if absent. */
  readonly isLeaving?: IsLeaving;
  /** What is lost, and why. */
  readonly words: ReactNode;
  /** What the button says that leaves all the same. */
  readonly leave: string;
  readonly onLeave?: () => void;
}

type IsLeaving = (move: Parameters<ShouldBlockFn>[0]) => boolean;

const leavesPage: IsLeaving = ({ current, next }) => current.pathname !== next.pathname;

/** Asks before what was typed is lost by leaving the page. @returns the question, while it stands */
export function useLeaveGuard({
  isAnythingLost,
  isLeaving = leavesPage,
  words,
  leave,
  onLeave,
}: LeaveGuardOptions) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: (move) => isAnythingLost() && isLeaving(move),
    enableBeforeUnload: isAnythingLost,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title="Leave what you have written?"
      size="small"
      onClose={reset}
      actions={
        <>
          <Button
            look="danger"
            onPress={() => {
              onLeave?.();
              proceed();
            }}
          >
            {leave}
          </Button>
          <Button look="primary" onPress={reset} autoFocus>
            Stay
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
