import { createAtom } from '@tanstack/react-store';

/** How long a broken event stream is ignored, in milliseconds: most are back by then. */
const TIMEOUT_MS = 5_000;

/** Whether the page receives live updates. */
export const isHearing = createAtom(true);

/** Watches an event stream. @returns what receives its states, and what ends the watch */
export function watchHearing(): {
  readonly connected: (isLive: boolean) => void;
  readonly end: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const settle = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    connected: (isLive) => {
      if (isLive) {
        settle();
        isHearing.set(true);
      } else {
        timer ??= setTimeout(() => isHearing.set(false), TIMEOUT_MS);
      }
    },
    end: () => {
      settle();
      isHearing.set(true);
    },
  };
}
