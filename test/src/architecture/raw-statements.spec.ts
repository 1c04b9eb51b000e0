import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const SOURCES = 'libs/persistence/src';

/** Files of a project's source that send SQL of their own. */
function withRawStatements(project: string): readonly string[] {
  return readdirSync(join(ROOT, project, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.ts$/.test(file) && !file.startsWith('generated/'))
    .filter((file) =>
      /\$(?:query|execute)Raw/.test(readFileSync(join(ROOT, project, 'src', file), 'utf8')),
    )
    .map((file) => `${project}/src/${file}`);
}

it('every file that sends its own SQL is listed with its reason', () => {
  const page = readFileSync(join(ROOT, 'docs/adr/0036-tables-are-described-once.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `([^`]+\.ts)` +\| \S/gm)].map(
    ([, file]) => `${SOURCES}/${file ?? ''}`,
  );
  const projects = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  expect(listed.sort()).toEqual(projects.flatMap(withRawStatements).sort());
});
