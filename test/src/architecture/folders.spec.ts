import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './planted';

/** Where each folder holds one feature, under its name. */
const PROJECTS = [
  'libs/domain/src',
  'libs/criteria/src',
  'libs/contracts/src',
  'libs/application/src',
  'libs/letters/src',
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

/** The names of a cycle in the order of its imports; null if there is none. */
function cycleIn(imports: Imports): readonly string[] | null {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): readonly string[] | null => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of imports.get(name) ?? []) {
      const cycle = visit(next, [...above, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return null;
  };
  for (const name of imports.keys()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return null;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.spec\.tsx?$|^(generated|client)\//.test(file));
}

function importsOf(project: string): Imports {
  const folder = join(ROOT, project);
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

/** The folder of a file, or the file itself if it is in none; each page is a folder of its own. */
function folderOf(file: string): string {
  const [first = file, second = '', third] = file.split('/');
  return /^(pages|modules)$/.test(first) && third !== undefined ? `${first}/${second}` : first;
}

function betweenFolders(files: Imports): Imports {
  const folders = new Map<string, Set<string>>();
  for (const [file, imports] of files) {
    const own = folderOf(file);
    const others = [...imports].map(folderOf).filter((folder) => folder !== own);
    folders.set(own, new Set([...(folders.get(own) ?? []), ...others]));
  }
  return folders;
}

describe('a cycle', () => {
  it('is found, whichever file comes first', () => {
    const cycle = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set<string>()],
      ['d', new Set(['b'])],
    ]);
    expect(cycleIn(cycle)).toEqual(['b', 'd', 'b']);
    cycle.set('d', new Set(['c']));
    expect(cycleIn(cycle)).toBeNull();
  });
});

describe.each(PROJECTS)('%s', (project) => {
  it('has no cycle of files', () => {
    const imports = importsOf(project);
    expect(imports.size).toBeGreaterThan(0);
    expect(cycleIn(imports)).toBeNull();
  });

  it('has no cycle of folders: their imports point one way', () => {
    expect(cycleIn(betweenFolders(importsOf(project)))).toBeNull();
  });
});
