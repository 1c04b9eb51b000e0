import { inTurn } from './in-turn';

const pause = () => new Promise<void>((resume) => setImmediate(resume));

/** Runs that tell who is under way, and fail where asked. */
function runs() {
  const underWay = new Set<number>();
  const order: number[] = [];
  let most = 0;
  const run = async (each: number, fails = false): Promise<number> => {
    underWay.add(each);
    order.push(each);
    most = Math.max(most, underWay.size);
    await pause();
    underWay.delete(each);
    if (fails) throw new Error(`run ${String(each)}`);
    return each;
  };
  return { run, order, most: () => most };
}

describe('commands in turn', () => {
  it('run one at a time on a case, in the order in which they came', async () => {
    const { run, order, most } = runs();
    const ten = Array.from({ length: 10 }, (_, each) => each);
    expect(await Promise.all(ten.map((each) => inTurn('case-1', () => run(each))))).toEqual(ten);
    expect([order, most()]).toEqual([ten, 1]);
  });

  it('run side by side on different cases', async () => {
    const { run, most } = runs();
    await Promise.all([1, 2, 3].map((each) => inTurn(`case-${String(each)}`, () => run(each))));
    expect(most()).toBe(3);
  });

  it('go on all at once when one fails', async () => {
    const { run, most } = runs();
    const failing = inTurn('case-1', () => run(0, true));
    const waiting = [1, 2, 3].map((each) => inTurn('case-1', () => run(each)));
    await expect(failing).rejects.toThrow('run 0');
    expect(await Promise.all(waiting)).toEqual([1, 2, 3]);
    expect(most()).toBe(3);
  });

  it('take turns again afterwards', async () => {
    const { run, most } = runs();
    await expect(inTurn('case-1', () => run(0, true))).rejects.toThrow('run 0');
    await Promise.all([1, 2, 3].map((each) => inTurn('case-1', () => run(each))));
    expect(most()).toBe(1);
  });
});
