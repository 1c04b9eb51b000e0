import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';
import { SIGN_OUT } from '../../session/sign-out';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { isUploading } from './use-uploads';

/** Other pages of the app leave the uploads alone. */
const endsUploads: ShouldBlockFn = ({ next }) => next.pathname === SIGN_OUT && isUploading();

/** Asks before uploads end with the page. Stands around every page, since they go on everywhere. */
export function UploadsGuard() {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: endsUploads,
    enableBeforeUnload: isUploading,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title="Sign out while documents are sent?"
      size="small"
      onClose={reset}
      actions={
        <>
          <Button look="danger" onPress={proceed}>
            Sign out and lose them
          </Button>
          <Button look="primary" onPress={reset} autoFocus>
            Stay
          </Button>
        </>
      }
    >
      <p>What is not sent by then is not kept.</p>
    </Dialog>
  );
}
