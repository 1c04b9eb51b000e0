import { AGAIN, retryOnConflict } from './retry-on-conflict';

const pause = () => new Promise<void>((resume) => setImmediate(resume));

/** A record that accepts only changes based on its newest version. */
function recordOfOne() {
  let version = 0;
  let attempts = 0;
  const change = () =>
    retryOnConflict(async (takeTurn) => {
      await takeTurn('M-1');
      attempts += 1;
      const seen = version;
      await pause();
      if (seen !== version) return AGAIN;
      version += 1;
      return version;
    });
  return { change, attempts: () => attempts };
}

describe('many concurrent changes of one record', () => {
  it('are all made, with few attempts', async () => {
    const { change, attempts } = recordOfOne();
    const versions = await Promise.all(Array.from({ length: 100 }, change));
    expect([...versions].sort((a, b) => a - b)).toEqual(versions.map((_, index) => index + 1));
    expect(attempts()).toBeLessThan(300);
  });

  it('are made even while others keep coming', async () => {
    const { change } = recordOfOne();
    let isDone = false;
    const busy = Array.from({ length: 20 }, async () => {
      while (!isDone) await change();
    });
    await Promise.all(Array.from({ length: 20 }, change));
    isDone = true;
    await Promise.all(busy);
  });

  it('are not blocked by one that fails', async () => {
    const { change } = recordOfOne();
    const failing = retryOnConflict(async (takeTurn) => {
      await takeTurn('M-1');
      await pause();
      throw new Error('unreachable');
    });
    const changes = Array.from({ length: 5 }, change);
    await expect(failing).rejects.toThrow('unreachable');
    expect(await Promise.all(changes)).toHaveLength(5);
  });

  it('are given up when another process keeps coming first', async () => {
    await expect(retryOnConflict(() => Promise.resolve(AGAIN))).rejects.toThrow(
      'other people are changing',
    );
  });
});
