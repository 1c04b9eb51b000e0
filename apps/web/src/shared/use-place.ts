import { useRouter } from '@tanstack/react-router';

/**
 * For moves after an answer: remembers the address, to tell later if the person is still there.
 * A person who went elsewhere meanwhile stays there.
 */
export function usePlace(): () => () => boolean {
  const { history } = useRouter();
  return () => {
    const { href } = history.location;
    return () => history.location.href === href;
  };
}
