import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/planted';
import { asvsPage } from './asvs-page';
import { CHAPTERS } from './asvs-rows';

const FILE = join(ROOT, 'docs/generated/asvs.md');
const rows = CHAPTERS.flatMap(([, each]) => each);

/** How many requirements of levels 1 and 2 each chapter of the standard has (version 5.0.0). */
const REQUIREMENTS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

describe('the table of OWASP ASVS 5.0', () => {
  it('has a row for each requirement of levels 1 and 2, in order', () => {
    expect(CHAPTERS.map(([, each]) => each.length)).toEqual(REQUIREMENTS);
    expect(rows.filter(({ level }) => level === 1)).toHaveLength(70);
    expect(rows.filter(({ level }) => level === 2)).toHaveLength(183);
    const numbers = rows.map(({ id }) => id.split('.').map(Number));
    const inOrder = [...numbers].sort(
      ([a1 = 0, a2 = 0, a3 = 0], [b1 = 0, b2 = 0, b3 = 0]) => a1 - b1 || a2 - b2 || a3 - b3,
    );
    expect(numbers).toEqual(inOrder);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(253);
    CHAPTERS.forEach(([, each], index) => {
      expect(each.filter(({ id }) => !id.startsWith(`${index + 1}.`))).toEqual([]);
    });
  });

  it('names only tests and documentation that exist', () => {
    const named = rows.flatMap((row) => (row.state === 'met' ? row.evidence : []));
    const missing = named.filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
    const kinds = /\.spec\.ts$|^docs\/|^\.env\.example$|README\.md$/;
    expect(named.filter((path) => !kinds.test(path))).toEqual([]);
  });

  it('says of every other row why', () => {
    expect(rows.filter(({ how }) => !/^[A-Z0-9`].*[.]$/.test(how)).map(({ id }) => id)).toEqual([]);
  });

  it('is what the page shows', () => {
    const page = asvsPage();
    if (process.env['WRITE_ASVS'] === 'yes') writeFileSync(FILE, page);
    expect(readFileSync(FILE, 'utf8')).toBe(page);
  });
});
