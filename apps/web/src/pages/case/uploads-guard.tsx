import { SIGN_OUT } from '../../session/sign-out';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { isUploading } from './use-uploads';
import { text } from './documents.text';

/** Asks before uploads end with the page. Wraps every page, since uploads continue everywhere. */
export function UploadsGuard() {
  return useLeaveGuard({
    title: text.guard.title,
    isAnythingLost: isUploading,
    isLeaving: ({ next }) => next.pathname === SIGN_OUT,
    words: text.guard.lost,
    leave: text.guard.leave,
  });
}
