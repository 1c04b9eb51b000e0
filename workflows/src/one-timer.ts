import { CancellationScope, sleep } from '@temporalio/workflow';

/** In milliseconds: a timer that is so near is left to ring unheard. */
const TOO_NEAR_TO_CANCEL = 60_000;

/** A workflow's only timer, in milliseconds since 1970. */
export interface OneTimer {
  /**
   * Sets it to an instant, or to none. One that is set to that instant already runs on.
   * @param summary what it is for, in a line for operators
   */
  set(instant: number | null, summary: string): void;
  /** Whether the instant it was last set to has come. */
  hasRung(): boolean;
}

/**
 * A timer may fire while the task runs that cancels it. Temporal settles that, but its time-skipping
 * server fails the task for good, so a timer about to ring is let ring.
 */
export function oneTimer(): OneTimer {
  let setTo: number | null = null;
  let scope: CancellationScope | null = null;

  function start(instant: number, summary: string): void {
    const own = new CancellationScope();
    scope = own;
    own
      .run(() => sleep(instant - currentTime(), { summary }))
      .then(
        () => {
          if (scope === own) scope = null;
        },
        () => undefined,
      );
  }

  return {
    set(instant, summary) {
      if (instant === setTo) return;
      if (scope && setTo !== null && setTo - currentTime() > TOO_NEAR_TO_CANCEL) scope.cancel();
      scope = null;
      setTo = instant;
      if (instant !== null && instant > currentTime()) start(instant, summary);
    },
    hasRung: () => setTo !== null && scope === null,
  };
}

/** The instant of the current workflow task, the same at every replay; in milliseconds since 1970. */
export function currentTime(): number {
  // eslint-disable-next-line no-restricted-properties -- a workflow's clock is the server's
  return Date.now();
}
