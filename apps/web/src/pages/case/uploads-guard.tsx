import { SIGN_OUT } from '../../session/sign-out';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { isUploading } from './use-uploads';

/** Asks before uploads end with the page. Stands around every page, since they go on everywhere. */
export function UploadsGuard() {
  return useLeaveGuard({
    title: 'Sign out while documents are sent?',
    isAnythingLost: isUploading,
    isLeaving: ({ next }) => next.pathname === SIGN_OUT,
    words: 'What is not sent by then is not kept.',
    leave: 'Sign out and lose them',
  });
}
