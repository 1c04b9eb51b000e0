import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { boundaries, brokenRules, ROOT } from './planted';

const RULE = 'no-restricted-imports';
const table = boundaries();
const folders = Object.keys(table);
const names = folders.map((folder) => folder.split('/').at(-1)!);

/** Packages that any project may use, and the built-ins of Node, in both spellings. */
const OUTSIDE = [
  ...folders.flatMap((folder) => table[folder]?.packages ?? []).map(example),
  'pg',
  'zod',
  'lodash',
  'node:fs',
  'node:crypto',
  'fs',
  'fs/promises',
  '@nestjs/common',
  '@temporalio/worker',
];

/** Something that a name in the table allows, which can be everything that starts with it. */
function example(name: string): string {
  return /[/:]$/.test(name) ? `${name}x` : name;
}

function mayUse(packages: readonly string[] | null, name: string): boolean {
  return (
    packages === null ||
    packages.some((each) => (/[/:]$/.test(each) ? name.startsWith(each) : name === each))
  );
}

/** An import that only begins like an allowed one. */
function lookalikes(packages: readonly string[] | null): string[] {
  return (packages ?? []).filter((name) => !/[/:]$/.test(name)).map((name) => `${name}ling`);
}

/** Ways into another project past its front door. */
function backDoors(folder: string): string[] {
  const other = folder === 'libs/domain' ? 'criteria' : 'domain';
  const paths = ['../../', '../../../'].map((up) => `${up}libs/${other}/src/index`);
  return table[folder]?.imports ? [`@assent/${other}/src/index`, ...paths] : paths;
}

const OWN_FILES = ['./index', '../src/index'];
const FRONT_DOORS = names.map((name) => `@assent/${name}`);

/** For each project, what of all these its lint refuses. */
const refusals = new Map<string, ReadonlySet<string>>();

beforeAll(async () => {
  const planted = folders.flatMap((folder) =>
    [
      ...FRONT_DOORS,
      ...OUTSIDE,
      ...OWN_FILES,
      ...lookalikes(table[folder]!.packages),
      ...backDoors(folder),
    ].map((name) => ({ folder, name })),
  );
  const broken = await brokenRules(
    planted.map(({ folder, name }) => ({
      file: `${folder}/src/index.ts`,
      text: `export * from '${name}';\n`,
    })),
    [RULE],
    { typed: false },
  );
  for (const folder of folders) {
    const refused = planted.filter((each, at) => each.folder === folder && broken[at]!.length > 0);
    refusals.set(folder, new Set(refused.map(({ name }) => name)));
  }
});

describe.each(folders)('%s', (folder) => {
  const { imports, packages } = table[folder]!;
  const own = folder.split('/').at(-1)!;
  const refused = (asked: readonly string[]) =>
    asked.filter((name) => refusals.get(folder)?.has(name));

  it('imports only the projects in its row', () => {
    const closed = names.filter((name) => imports && name !== own && !imports.includes(name));
    expect(refused(FRONT_DOORS)).toEqual(closed.map((name) => `@assent/${name}`));
  });

  it('uses only the packages in its row', () => {
    expect(refused(OUTSIDE)).toEqual(OUTSIDE.filter((name) => !mayUse(packages, name)));
  });

  it("doesn't use a package whose name only starts like an allowed one", () => {
    expect(refused(lookalikes(packages))).toEqual(lookalikes(packages));
  });

  it('imports other projects only through their entry point', () => {
    expect(refused(backDoors(folder))).toEqual(backDoors(folder));
  });

  it('imports its own files', () => {
    expect(refused(OWN_FILES)).toEqual([]);
  });
});

describe('the table of boundaries', () => {
  const manifest = z.object({ workspaces: z.array(z.string()) });
  const { workspaces } = manifest.parse(
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
  );
  const projects = workspaces
    .flatMap((pattern) => {
      const group = pattern.replace(/\/\*$/, '');
      return group === pattern
        ? [pattern]
        : readdirSync(join(ROOT, group)).map((name) => `${group}/${name}`);
    })
    .filter((folder) => existsSync(join(ROOT, folder, 'package.json')));

  it('has a row for each project of the workspace, and no others', () => {
    expect([...folders].sort()).toEqual(projects.sort());
  });

  it('names only projects that exist', () => {
    const named = folders.flatMap((folder) => table[folder]?.imports ?? []);
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('lets no project import itself, directly or indirectly', () => {
    const importsOf = (name: string) => table[folders[names.indexOf(name)]!]?.imports ?? [];
    const reachable = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
      for (const next of importsOf(name)) {
        if (!seen.has(next)) reachable(next, seen.add(next));
      }
      return seen;
    };
    expect(names.filter((name) => reachable(name).has(name))).toEqual([]);
  });

  it('covers only folders that have sources', () => {
    const empty = folders.filter((folder) => !existsSync(join(ROOT, folder, 'src')));
    expect(empty).toEqual([]);
  });
});
