import { useNavigate } from '@tanstack/react-router';
import { SIGN_OUT } from './sign-out';

/** Signs out; who has something to lose is asked first. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: SIGN_OUT, replace: true });
}
