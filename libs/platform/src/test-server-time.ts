import { Connection, type TestService } from '@temporalio/client';
import {
  InternalConnectionOptionsSymbol,
  type InternalConnectionOptions,
} from '@temporalio/client/lib/connection';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import type { SharedConfig } from './config';
import { temporalAddress } from './temporal';

/** The time of Temporal's time-skipping test server. */
export interface TestServerTime {
  now(): Promise<Date>;
  /**
   * Skips `milliseconds` of time. Timers within fire at their instants, and time stands still while
   * a workflow or activity works on one of them.
   */
  skip(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** A skip waits for the work on the timers that it passes, in milliseconds of real time. */
const SKIP_TIMEOUT = 60_000;

/** The SDK offers the test server's calls to its own test environment only; this asks likewise. */
export function testServerTime(settings: SharedConfig['temporal']): TestServerTime {
  const options: InternalConnectionOptions = {
    ...temporalAddress(settings),
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = Connection.lazy(options);
  const { testService } = connection;
  if (!testService) throw new Error('the Temporal SDK offers no test service to this connection');
  return {
    now: () => currentTime(testService),
    async skip(milliseconds) {
      await connection.withDeadline(Date.now() + SKIP_TIMEOUT, () =>
        testService.unlockTimeSkippingWithSleep({ duration: msToTs(milliseconds) }),
      );
    },
    close: () => connection.close(),
  };
}

async function currentTime(testService: TestService): Promise<Date> {
  const { time } = await testService.getCurrentTime({});
  return new Date(tsToMs(time));
}
