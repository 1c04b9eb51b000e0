import { storeOf } from '../shared/store';

/** So long a broken stream of events is no matter, in milliseconds: most are whole again by then. */
const TIMEOUT_MS = 5_000;

/** Whether the page hears of changes as they happen. */
export const isHearing = storeOf(true);

/** Watches one stream of events. @returns what is told each state of it, and what ends the watch */
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
