import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { preProcessFile } from 'typescript';
import { z } from 'zod';
import { boundaries, ROOT } from './planted';

const versions = z.record(z.string(), z.string()).default({});
const manifest = z.looseObject({
  name: z.string(),
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
  exports: z.unknown().optional(),
});
type Manifest = z.infer<typeof manifest>;

function manifestIn(folder: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')));
}

const root = manifestIn('.');
const projects = Object.keys(boundaries()).map((folder) => ({ folder, ...manifestIn(folder) }));
const manifests = [{ folder: '.', ...root }, ...projects];

const NOT_SOURCES = new Set(['node_modules', 'dist', 'dist-test', 'client']);

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : filesBelow(path);
    return /\.(?:tsx?|[cm]js)$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  readonly file: string;
  readonly name: string;
  readonly package: string;
}

/** What files import from outside of their project, `require` and its `resolve` included. */
function importsOf(files: readonly string[]): Import[] {
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const resolved = [...text.matchAll(/require\.resolve\('([^']+)'\)/g)].map(([, name]) => name!);
    return [
      ...preProcessFile(text, true, true).importedFiles.map((one) => one.fileName),
      ...resolved,
    ]
      .filter((name) => !/^(?:\.|node:|vite\/client$)/.test(name) && !builtinModules.includes(name))
      .map((name) => ({ file, name, package: packageOf(name) }));
  });
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The folder of a package as a project finds it. */
function installed(folder: string, name: string): string {
  const places = [join(folder, 'node_modules', name), join('node_modules', name)];
  return places.find((place) => existsSync(join(ROOT, place))) ?? places[1]!;
}

/** What runs in production: the sources, without the web app, which is bundled. */
function isShipped(folder: string, file: string): boolean {
  const isSource = relative(folder, file).startsWith('src/') && !/\.spec\.tsx?$/.test(file);
  return isSource && !['apps/web', 'test'].includes(folder);
}

/** Packages that only need to be installed, each with its reason. */
const SERVE_UNNAMED: Readonly<Record<string, string>> = {
  protobufjs: 'one copy for all of the Temporal SDK, or no recorded history replays',
};

describe.each(projects)('$folder/package.json', (project) => {
  const { folder, name, dependencies, devDependencies, optionalDependencies } = project;
  const imports = importsOf(filesBelow(folder)).filter((one) => one.package !== name);

  it('declares what its programs import as production dependencies', () => {
    const missing = imports
      .filter(({ file }) => isShipped(folder, file))
      .filter((one) => !(one.package in dependencies));
    expect(missing).toEqual([]);
  });

  it('declares everything else it imports, unless the whole project has it', () => {
    const declared = { ...dependencies, ...devDependencies, ...root.devDependencies };
    expect(imports.filter((one) => !(one.package in declared))).toEqual([]);
  });

  it('declares nothing that is not used', () => {
    const used = new Set(imports.map((one) => one.package));
    const declared = Object.keys({ ...dependencies, ...devDependencies });
    const serving = declared.flatMap((other) =>
      Object.keys(manifestIn(installed(folder, other)).peerDependencies),
    );
    const text = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
    const isTool = (other: string) =>
      Object.keys(binOf(folder, other)).some((bin) => text.includes(`${bin} `));
    const unused = declared
      .filter((other) => !used.has(other.replace(/^@types\//, '')) && !used.has(other))
      .filter((other) => !serving.includes(other) && !isTool(other));
    expect(unused).toEqual([]);
  });

  it('ships nothing that only specs import', () => {
    const shipped = new Set(
      imports.filter(({ file }) => isShipped(folder, file)).map((one) => one.package),
    );
    const serving = Object.keys(dependencies).flatMap((other) =>
      Object.keys(manifestIn(installed(folder, other)).peerDependencies),
    );
    const others = Object.keys(dependencies).filter((other) => !shipped.has(other));
    expect(others.filter((other) => !serving.includes(other))).toEqual([]);
  });

  it('imports only what a package publishes', () => {
    const inner = imports.filter((one) => one.name !== one.package);
    expect(inner.filter((one) => !isPublished(folder, one))).toEqual([]);
  });

  it('lists as optional only packages that a program looks for by name', () => {
    const scopes = new Set(Object.keys(optionalDependencies).map((other) => other.split('/')[0]!));
    const texts = filesBelow(folder).map((file) => readFileSync(join(ROOT, file), 'utf8'));
    expect([...scopes].filter((scope) => !texts.some((text) => text.includes(scope)))).toEqual([]);
  });
});

function binOf(folder: string, name: string): Record<string, unknown> {
  const { bin } = manifestIn(installed(folder, name));
  if (typeof bin === 'string') return { [name]: bin };
  return z.record(z.string(), z.unknown()).catch({}).parse(bin);
}

function isPublished(folder: string, { name, package: other }: Import): boolean {
  const { exports } = manifestIn(installed(folder, other));
  // One that names none publishes each of its files.
  if (exports === undefined) return existsSync(join(ROOT, `${installed(folder, name)}.js`));
  const published = z.record(z.string(), z.unknown()).safeParse(exports);
  if (!published.success) return false;
  const inner = `.${name.slice(other.length)}`;
  return Object.keys(published.data).some((path) => {
    const [before = '', after] = path.split('*');
    return after === undefined ? inner === path : inner.startsWith(before) && inner.endsWith(after);
  });
}

describe('package.json', () => {
  it('declares no tool that is not used', () => {
    const files = ['tools', 'test', 'apps', 'libs', 'workflows'].flatMap(filesBelow);
    const settings = readdirSync(ROOT).filter((name) => /\.(?:[cm]?js|json|ts)$/.test(name));
    const texts = [...files, ...settings.filter((name) => name !== 'package-lock.json')]
      .concat(projects.map(({ folder }) => `${folder}/package.json`))
      .filter((file) => file !== 'package.json')
      .map((file) => readFileSync(join(ROOT, file), 'utf8'));
    const scripts = JSON.stringify(root['scripts']);
    const declared = Object.keys(root.devDependencies);
    const serving = manifests
      .flatMap(({ folder, dependencies, devDependencies }) =>
        Object.keys({ ...dependencies, ...devDependencies }).map((name) => installed(folder, name)),
      )
      .flatMap((folder) => Object.keys(manifestIn(folder).peerDependencies));
    const isNamed = (name: string) => {
      const typed = name.replace(/^@types\//, '');
      const names = [typed, ...Object.keys(binOf('.', name))];
      const pattern = new RegExp(`['"\\s/](?:${names.join('|')})['"\\s/]`);
      return pattern.test(scripts) || texts.some((text) => pattern.test(text));
    };
    const unused = declared.filter(
      (name) => !isNamed(name) && !serving.includes(name) && !(name in SERVE_UNNAMED),
    );
    expect(unused).toEqual([]);
  });

  it('and those of its projects use each package in one version', () => {
    const named = new Map<string, Set<string>>();
    for (const { dependencies, devDependencies, optionalDependencies } of manifests) {
      const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
      for (const [name, version] of Object.entries(all)) {
        named.set(name, (named.get(name) ?? new Set()).add(version));
      }
    }
    expect([...named].filter(([, each]) => each.size > 1)).toEqual([]);
  });

  /** Packages that are released together. The schema engine counts by itself. */
  it.each([/^@nestjs\//, /^(?:prisma$|@prisma\/(?!schema-engine-wasm))/, /^@temporalio\//])(
    'has all of %s in one version',
    (family) => {
      const all = manifests.flatMap(({ dependencies, devDependencies }) =>
        Object.entries({ ...dependencies, ...devDependencies }),
      );
      const found = all.filter(([name]) => family.test(name));
      expect(found.length).toBeGreaterThan(2);
      expect(new Set(found.map(([, version]) => version)).size).toBe(1);
    },
  );

  it('pins each version', () => {
    const all = manifests.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    );
    const loose = all.filter(
      ([name, version]) => version !== '*' && !/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version) && name,
    );
    expect(loose).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().default(false) })) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));

  it('keeps test dependencies out of production', () => {
    const shipped = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
    const names = new Set(shipped.map(([path]) => path.split('node_modules/').at(-1)!));
    const forTests = ['s3rver', 'dicer', 'oidc-provider', 'playwright-core', 'tar-fs'];
    const tools = ['@axe-core/playwright', '@sparticuz/chromium', 'eslint', 'jest', 'nx', 'vite'];
    expect(
      [...forTests, ...tools].filter((name) => !(`node_modules/${name}` in lock.packages)),
    ).toEqual([]);
    expect([...forTests, ...tools].filter((name) => names.has(name))).toEqual([]);
  });
});
