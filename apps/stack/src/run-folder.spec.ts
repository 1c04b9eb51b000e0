import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { besideDatabase, requireUsable, runFolder } from './run-folder';

const queueOf = (root: string): string => runFolder(root, 'start').taskQueue;

describe('the task queue of a stack', () => {
  it('is the same at each start, short, and names no folder', () => {
    expect(queueOf('/clones/one')).toBe(queueOf('/clones/one'));
    expect(queueOf('/clones/one')).toMatch(/^assent-[0-9a-f]{12}$/);
  });

  it('differs from that of every other stack', () => {
    const queues = [
      queueOf('/clones/one'),
      queueOf('/clones/two'),
      runFolder('/clones/one', 'sandbox').taskQueue,
    ];
    expect(new Set(queues).size).toBe(3);
  });

  it('has its own database, so that workflows of another queue are not waited for', () => {
    const { temporal, taskQueue } = runFolder('/clones/one', 'start');
    expect(basename(temporal ?? '')).toBe(`temporal-${taskQueue}.db`);
  });
});

describe('a run folder', () => {
  it('names the file that can’t be used, and accepts missing files', async () => {
    const root = mkdtempSync(join(tmpdir(), 'assent-run-'));
    const folder = runFolder(root, 'start');
    await requireUsable(folder);
    mkdirSync(folder.own);
    const path = `${folder.temporal ?? ''}-wal`;
    // Root may use every file, so this is one that no one can use.
    symlinkSync(path, path);
    await expect(requireUsable(folder)).rejects.toMatchObject({ path });
    rmSync(root, { recursive: true });
  });
});

describe('the data next to the database', () => {
  it('consists of document contents, caught mail and the mark of the samples, but not their empty folders', async () => {
    const root = mkdtempSync(join(tmpdir(), 'assent-run-'));
    const folder = runFolder(root, 'start');
    expect(await besideDatabase(folder)).toEqual([]);
    mkdirSync(join(folder.documents, 'incoming'), { recursive: true });
    writeFileSync(folder.mail, '');
    expect(await besideDatabase(folder)).toEqual([]);

    mkdirSync(join(folder.documents, 'a1'));
    writeFileSync(join(folder.documents, 'a1/content'), 'x');
    writeFileSync(folder.mail, '{}\n');
    writeFileSync(folder.samplesMade, '');
    expect(await besideDatabase(folder)).toEqual([
      folder.documents,
      folder.mail,
      folder.samplesMade,
    ]);
    rmSync(root, { recursive: true });
  });
});
