import { Client, credentials, type CallOptions } from '@grpc/grpc-js';
import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor, TestService } from '@temporalio/client';
import Long from 'long';
import type { SharedConfig } from '../config';
import { dateOf } from '../proto-time';

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

/** How long a skip waits for work on the timers it passes, in milliseconds of real time. */
const SKIP_TIMEOUT_MS = 60_000;

const SERVICE = '/temporal.api.testservice.v1.TestService';

/** The SDK's own connections offer the test server's calls to its test environment only. */
export function testServerTime({ address }: SharedConfig['temporal']): TestServerTime {
  const client = new Client(address, credentials.createInsecure());
  const interceptors = [makeGrpcRetryInterceptor(defaultGrpcRetryOptions())];
  const asIs = (bytes: Buffer): Buffer => bytes;
  const testService = TestService.create(
    ({ name }, request, callback) => {
      const options: CallOptions = { deadline: Date.now() + SKIP_TIMEOUT_MS, interceptors };
      const sent = Buffer.from(request);
      client.makeUnaryRequest(`${SERVICE}/${name}`, asIs, asIs, sent, options, callback);
    },
    false,
    false,
  );
  return {
    now: async () => {
      const { time } = await testService.getCurrentTime({});
      if (!time) throw new Error('the test server does not tell its time');
      return dateOf(time);
    },
    skip: async (milliseconds) => {
      await testService.unlockTimeSkippingWithSleep({ duration: durationOf(milliseconds) });
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

function durationOf(milliseconds: number): { seconds: Long; nanos: number } {
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds: Long.fromNumber(seconds), nanos: (milliseconds % 1_000) * 1_000_000 };
}
