import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

/** Asks before what was typed is lost by leaving the page. @returns the question, while it stands */
export function useLeaveGuard(isAnythingWritten: boolean) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isAnythingWritten && current.pathname !== next.pathname,
    enableBeforeUnload: () => isAnythingWritten,
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
          <Button look="danger" onPress={proceed}>
            Leave and lose it
          </Button>
          <Button look="primary" onPress={reset} autoFocus>
            Stay
          </Button>
        </>
      }
    >
      <p>It is not sent yet, and is not kept once you leave this case.</p>
    </Dialog>
  );
}
