import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './planted';

/** Where folders are rooms: what is in one is found under its name. */
const HOUSES = [
  'libs/domain/src',
  'libs/criteria/src',
  'libs/contracts/src',
  'libs/application/src',
  'libs/persistence/src',
  'libs/platform/src',
  'libs/local/src',
  'workflows/src',
  'apps/api/src',
  'apps/worker/src',
  'apps/stack/src',
  'apps/web/src',
];

/** What each imports, by its name. */
type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** The names of a circle in the order of its imports; null where there is none. */
function circleIn(imports: Imports): readonly string[] | null {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): readonly string[] | null => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of imports.get(name) ?? []) {
      const circle = visit(next, [...above, name]);
      if (circle) return circle;
    }
    done.add(name);
    return null;
  };
  for (const name of imports.keys()) {
    const circle = visit(name, []);
    if (circle) return circle;
  }
  return null;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.spec\.tsx?$|^(generated|client)\//.test(file));
}

function importsOf(house: string): Imports {
  const folder = join(ROOT, house);
  const files = filesIn(folder);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'));
      const found = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => join(dirname(file), fileName))
        .flatMap((path) =>
          [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].filter((each) =>
            files.includes(each),
          ),
        );
      return [file, new Set(found)];
    }),
  );
}

/** The folder of a file, or the file where it stands in none; pages are rooms of their own. */
function roomOf(file: string): string {
  const [first = file, second = '', third] = file.split('/');
  return /^(pages|modules)$/.test(first) && third !== undefined ? `${first}/${second}` : first;
}

function betweenRooms(files: Imports): Imports {
  const rooms = new Map<string, Set<string>>();
  for (const [file, imports] of files) {
    const own = roomOf(file);
    const others = [...imports].map(roomOf).filter((room) => room !== own);
    rooms.set(own, new Set([...(rooms.get(own) ?? []), ...others]));
  }
  return rooms;
}

describe('a cycle', () => {
  it('is found, whichever file comes first', () => {
    const circle = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set<string>()],
      ['d', new Set(['b'])],
    ]);
    expect(circleIn(circle)).toEqual(['b', 'd', 'b']);
    circle.set('d', new Set(['c']));
    expect(circleIn(circle)).toBeNull();
  });
});

describe.each(HOUSES)('%s', (house) => {
  it('has no cycle of files', () => {
    const imports = importsOf(house);
    expect(imports.size).toBeGreaterThan(0);
    expect(circleIn(imports)).toBeNull();
  });

  it('has no cycle of folders: their imports point one way', () => {
    expect(circleIn(betweenRooms(importsOf(house)))).toBeNull();
  });
});
