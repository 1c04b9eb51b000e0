import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './planted';

/** Text files of the project, except this one, which has to name what it looks for. */
const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT })
  .toString()
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)) && join(ROOT, file) !== __filename)
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))
  .filter(({ text }) => !text.includes('\0'));

/** Where forbidden words appear, each with its file and line. */
function found(pattern: RegExp): string[] {
  return files.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, at) =>
        Array.from(line.matchAll(pattern), ([word]) => `${file}:${at + 1} ${word}`),
      ),
  );
}

/** Code that runs for every drug: all but guidelines, samples, tests and what is generated. */
const ENGINE = /^(?:apps|libs|workflows)\/(?!guidelines\/|local\/|stack\/src\/sample-).*\.tsx?$/;

describe('the engine', () => {
  it('names no drug', () => {
    const known = /ixazomib|ninlaro|bortezomib|proteasome|myeloma|m-?protein|capsule/gi;
    const places = found(known).filter((place) => {
      const file = place.slice(0, place.indexOf(':'));
      return ENGINE.test(file) && !/\.(?:spec|fixture)\.tsx?$/.test(file);
    });
    expect(places).toEqual([]);
  });
});

describe('the project names', () => {
  it("no folder of a person's machine", () => {
    expect(found(/(?<![\w.:/])\/(?:work|home|Users|root)\/[\w.-]+/g)).toEqual([]);
  });

  it('no package registry', () => {
    const registry = /npmjs\.|yarnpkg\.|\b(?:verdaccio|jfrog|artifactory)\b|"resolved": "http/gi;
    expect(found(registry)).toEqual([]);
  });

  it('no email address of a person, except at example.org', () => {
    const address = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi;
    const others = found(address).filter((place) => !/@(?:[\w-]+\.)*example\.org$/.test(place));
    expect(others).toEqual([]);
  });
});
