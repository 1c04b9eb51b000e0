import { until } from '@assent/local';
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
  it('starts a service again that ended by itself, and says so', async () => {
    const services = fakeServices();
    const said: string[] = [];
    const kept = await keepRunning('the worker', services.start, (line) => said.push(line));
    services.ends[0]?.();
    expect(await until(() => services.ends.length === 2, { timeoutMs: 10_000 })).toBe(true);
    expect(said).toEqual(['the worker ended unexpectedly; starting it again']);
    await kept.stop();
  });

  it('leaves a service ended that was stopped', async () => {
    const services = fakeServices();
    const said: string[] = [];
    const kept = await keepRunning('the worker', services.start, (line) => said.push(line));
    await kept.stop();
    expect(services).toMatchObject({ ends: { length: 1 }, stopped: [0] });
    expect(said).toEqual([]);
  });

  it('fails when the very first start does', async () => {
    const start = (): Promise<Running> => Promise.reject(new Error('no such program'));
    await expect(keepRunning('the worker', start, () => undefined)).rejects.toThrow(
      'no such program',
    );
  });
});
