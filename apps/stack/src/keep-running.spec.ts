import { PortTaken, until } from '@assent/local';
import { keepRunning, type Running } from './keep-running';

/** Services that end when the test says so. */
function fakeServices(): {
  readonly ends: (() => void)[];
  readonly stopped: number[];
  readonly start: () => Promise<Running>;
} {
  const ends: (() => void)[] = [];
  const stopped: number[] = [];
  const start = (): Promise<Running> => {
    const number = ends.length;
    let end = (): void => undefined;
    const exited = new Promise<void>((resolve) => (end = resolve));
    ends.push(end);
    return Promise.resolve({
      exited,
      stop: () => {
        stopped.push(number);
        end();
        return exited;
      },
    });
  };
  return { ends, stopped, start };
}

describe('keepRunning', () => {
  it('restarts a service that stopped by itself, and says so', async () => {
    const services = fakeServices();
    const said: string[] = [];
    const kept = keepRunning('the worker', await services.start(), services.start, (line) =>
      said.push(line),
    );
    services.ends[0]?.();
    expect(await until(() => services.ends.length === 2, { timeoutMs: 10_000 })).toBe(true);
    expect(said).toEqual(['the worker stopped unexpectedly; restarting it in 0.1 s; see its log']);
    await kept.stop();
  });

  it('never gives up on a service, however often and quickly it stops or fails to start', async () => {
    const services = fakeServices();
    let starts = 1;
    const start = (): Promise<Running> => {
      starts += 1;
      return starts % 3 === 0 ? Promise.reject(new Error('port in use')) : services.start();
    };
    const first = await services.start();
    const kept = keepRunning('the worker', first, start, () => undefined, { firstPauseMs: 1 });
    for (let quick = 0; quick < 9; quick += 1) {
      const isUp = () => services.ends.length > quick;
      expect(await until(isUp, { timeoutMs: 10_000 })).toBe(true);
      services.ends[quick]?.();
    }
    expect(await until(() => services.ends.length === 10, { timeoutMs: 30_000 })).toBe(true);
    await kept.stop();
    expect(services.stopped).toEqual([9]);
  }, 60_000);

  it('does not restart a service that was stopped on purpose', async () => {
    const services = fakeServices();
    const said: string[] = [];
    const kept = keepRunning('the worker', await services.start(), services.start, (line) =>
      said.push(line),
    );
    await kept.stop();
    expect(services).toMatchObject({ ends: { length: 1 }, stopped: [0] });
    expect(said).toEqual([]);
  });

  it('says once that another program uses its port and what to do, and starts when the port is free', async () => {
    const services = fakeServices();
    const said: string[] = [];
    let attempts = 0;
    const start = (): Promise<Running> => {
      attempts += 1;
      return attempts < 4 ? Promise.reject(new PortTaken('Temporal', 7233)) : services.start();
    };
    const first = await services.start();
    const kept = keepRunning('Temporal', first, start, (line) => said.push(line), {
      firstPauseMs: 1,
    });
    services.ends[0]?.();
    expect(await until(() => services.ends.length === 2, { timeoutMs: 10_000 })).toBe(true);
    expect(said).toEqual([
      'Temporal stopped unexpectedly; restarting it in 0.001 s; see its log',
      'Temporal cannot start: another program uses port 7233; stop that program, or start Assent again to use another port',
    ]);
    await kept.stop();
    expect(services.stopped).toEqual([1]);
  });
});
