import { basename } from 'node:path';
import { runFolder } from './run-folder';

const queueOf = (root: string): string => runFolder(root, 'start').taskQueue;

describe('the task queue of a stack', () => {
  it('is the same at each start, short, and names no folder', () => {
    expect(queueOf('/clones/one')).toBe(queueOf('/clones/one'));
    expect(queueOf('/clones/one')).toMatch(/^assent-[0-9a-f]{12}$/);
  });

  it('is no other stack’s', () => {
    const queues = [
      queueOf('/clones/one'),
      queueOf('/clones/two'),
      runFolder('/clones/one', 'sandbox').taskQueue,
    ];
    expect(new Set(queues).size).toBe(3);
  });

  it('has a database of its own, so that workflows of another queue are not waited for', () => {
    const { temporal, taskQueue } = runFolder('/clones/one', 'start');
    expect(basename(temporal ?? '')).toBe(`temporal-${taskQueue}.db`);
  });
});
