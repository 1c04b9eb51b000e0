import { ClockMovesForwardOnly, sandboxClock, WorkNotDone } from './sandbox-clock';

const START = new Date('2026-11-22T12:00:00Z');
const REMINDER = new Date('2026-11-25T11:00:00Z');
const EXPIRY = new Date('2026-11-28T05:00:00Z');
const LATER = new Date('2026-12-01T00:00:00Z');

/** Time that stands still, and work that is done at the first look, unless it is stuck. */
function world({ stuck = false } = {}) {
  const stops: Date[] = [];
  let now = START;
  let planned = [REMINDER, EXPIRY];
  const time = {
    now: () => Promise.resolve(now),
    skip: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
      stops.push(now);
      return Promise.resolve();
    },
  };
  const work = {
    unfinishedBy: (instant: Date) => {
      const due = planned.filter((at) => at <= instant);
      if (!stuck) planned = planned.filter((at) => at > instant);
      return Promise.resolve(due.length);
    },
    nextAfter: (instant: Date) => Promise.resolve(planned.find((at) => at > instant) ?? null),
  };
  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  return { clock: sandboxClock(time, work, 20), stops, pass };
}

describe('the sandbox clock', () => {
  it('stops at every planned instant on its way', async () => {
    const { clock, stops } = world();
    await clock.moveTo(LATER);
    expect(stops).toEqual([REMINDER, EXPIRY, LATER]);
  });

  it('never moves back', async () => {
    const { clock } = world();
    await expect(clock.moveTo(new Date('2026-11-22T11:59:59Z'))).rejects.toThrow(
      ClockMovesForwardOnly,
    );
  });

  it.each([0, 1, 999, 60_000])('takes the time it announced %i ms ago as now', async (elapsed) => {
    const { clock, pass } = world();
    const told = await clock.now();
    pass(elapsed);
    expect(await clock.moveTo(told)).toEqual(new Date(START.getTime() + elapsed));
  });

  it('takes the time it announced as now, cut to the second', async () => {
    const { clock, pass } = world();
    pass(700);
    await clock.now();
    pass(5_000);
    expect(await clock.moveTo(START)).toEqual(new Date(START.getTime() + 5_700));
  });

  it('takes the time at which it arrived as now', async () => {
    const { clock, pass } = world();
    const arrived = await clock.moveTo(REMINDER);
    pass(2_000);
    expect(await clock.moveTo(arrived)).toEqual(new Date(REMINDER.getTime() + 2_000));
  });

  it('refuses the second before the time it announced', async () => {
    const { clock, pass } = world();
    await clock.now();
    pass(2_000);
    await expect(clock.moveTo(new Date(START.getTime() - 1))).rejects.toThrow(
      ClockMovesForwardOnly,
    );
  });

  it('stops where work is not done, and says so', async () => {
    const { clock } = world({ stuck: true });
    await expect(clock.moveTo(LATER)).rejects.toEqual(new WorkNotDone(REMINDER, 1));
  });

  it('serves one move after another', async () => {
    const { clock } = world();
    const moved = await Promise.all([clock.moveTo(EXPIRY), clock.moveTo(LATER)]);
    expect(moved).toEqual([EXPIRY, LATER]);
  });

  it('can move again after a refused move', async () => {
    const { clock } = world();
    await clock.moveTo(new Date(0)).catch(() => undefined);
    await expect(clock.moveTo(LATER)).resolves.toEqual(LATER);
  });
});
