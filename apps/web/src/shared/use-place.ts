import { useRouter } from '@tanstack/react-router';

/**
 * For what leads somewhere once an answer is there: notes the address, and tells later whether the
 * person is still at it. Who went elsewhere meanwhile is not taken away from there.
 */
export function usePlace(): () => () => boolean {
  const { history } = useRouter();
  return () => {
    const { href } = history.location;
    return () => history.location.href === href;
  };
}
