import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SIGN_OUT } from './sign-out';
import { text } from './text';

interface LeaveGuardOptions {
  readonly title?: string;
  /** Saves what it can first, when neither the page nor its writer's data stays. */
  readonly beforeSigningOut?: () => Promise<void>;
  /** Whether leaving now loses anything. */
  readonly isAnythingLost: () => boolean;
  /** Whether a move loses what was written; if absent, each to another page does. */
  readonly isLeaving?: IsLeaving;
  /** What is lost, and why. */
  readonly words: ReactNode;
  /** The label of the button that leaves anyway. */
  readonly leave: string;
  readonly onLeave?: () => void;
}

type IsLeaving = (move: Parameters<ShouldBlockFn>[0]) => boolean;

const leavesPage: IsLeaving = ({ current, next }) => current.pathname !== next.pathname;

/** Asks before leaving loses what was typed or is being sent. @returns the question, while open */
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
