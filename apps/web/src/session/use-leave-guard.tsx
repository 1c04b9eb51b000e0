import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SIGN_OUT } from './sign-out';
import { text } from './text';

interface LeaveGuardOptions {
  readonly title?: string;
  /** What can still be saved before, where nothing is left of the page and of whoever wrote it. */
  readonly beforeSigningOut?: () => Promise<void>;
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

/** Asks before what was typed, or is sent, is lost by leaving the page. @returns the question, while it stands */
export function useLeaveGuard({
  title = text.leave.title,
  beforeSigningOut,
  isAnythingLost,
  isLeaving = leavesPage,
  words,
  leave,
  onLeave,
}: LeaveGuardOptions) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async (move) => {
      if (move.next.pathname === SIGN_OUT) await beforeSigningOut?.();
      return isAnythingLost() && isLeaving(move);
    },
    enableBeforeUnload: isAnythingLost,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title={title}
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
            {text.leave.stay}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
