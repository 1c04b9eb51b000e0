import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Load, LoadResult } from './load';

/** Sends loads, one after the other, from a separate process. */
export interface LoadGenerator {
  /** @throws when an answer is not as the load expects it */
  send(load: Load): Promise<LoadResult>;
  stop(): void;
}

const answer = z.union([
  z.object({ milliseconds: z.number(), medianAnswer: z.number(), slowAnswer: z.number() }),
  z.object({ failure: z.string() }),
]);

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(__dirname, '../../dist/bench/load.js'));
  return {
    async send(load) {
      const result = answer.parse(await answerTo(child, load));
      if ('failure' in result) throw new Error(`the load was not served: ${result.failure}`);
      return result;
    },
    stop: () => {
      child.kill('SIGKILL');
    },
  };
}

function answerTo(child: ChildProcess, load: Load): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      reject(new Error('the load generator ended'));
    };
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message);
    });
    child.send(load);
  });
}
