import { Client } from 'pg';

type Answer = (...given: unknown[]) => unknown;

/** How long a call takes, and the slowest statement that it sends to Postgres, in milliseconds. */
export async function slowestOf(
  call: () => Promise<unknown>,
): Promise<{ readonly whole: number; readonly slowest: number }> {
  const query = Reflect.get(Client.prototype, 'query') as Answer;
  let slowest = 0;
  function measured(this: Client, ...given: unknown[]): unknown {
    const sent = performance.now();
    const answered = () => {
      slowest = Math.max(slowest, performance.now() - sent);
    };
    // The pool hands over a callback; other callers wait for a promise.
    const hearing = given.map((each) =>
      typeof each === 'function'
        ? (...answer: unknown[]) => {
            answered();
            return (each as Answer)(...answer);
          }
        : each,
    );
    const result: unknown = Reflect.apply(query, this, hearing);
    if (result instanceof Promise) result.then(answered, answered);
    return result;
  }
  Reflect.set(Client.prototype, 'query', measured);
  const begun = performance.now();
  try {
    await call();
    return { whole: performance.now() - begun, slowest };
  } finally {
    Reflect.set(Client.prototype, 'query', query);
  }
}
