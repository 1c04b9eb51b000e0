import { useNavigate } from '@tanstack/react-router';
import { SIGN_OUT } from './sign-out';

/** Signs out; asks first if anything would be lost. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: SIGN_OUT, replace: true });
}
