import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../stack/running-stack';

/** What the points of fault tests are switched on by. */
const WORDS = /POINTS_|faults\/preload|NODE_OPTIONS/;

const shipped = ['apps', 'libs', 'workflows', 'tools', 'prisma'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mjs|sql)$/.test(path))
    .filter((path) => !/node_modules|dist|generated/.test(path))
    .map((path) => join(PROJECT, folder, path)),
);

test('no program knows the points at which tests hold it', () => {
  expect(shipped.length).toBeGreaterThan(500);
  const texts = shipped.filter((path) => WORDS.test(readFileSync(path, 'utf8')));
  expect(texts).toEqual([]);
  const preload = readFileSync(join(PROJECT, 'test/src/faults/preload.ts'), 'utf8');
  expect(preload).toMatch(WORDS);
});
