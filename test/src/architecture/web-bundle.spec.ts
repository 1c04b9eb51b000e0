import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './planted';

const DIST = join(ROOT, 'apps/web/dist');
const scripts = readdirSync(join(DIST, 'assets'))
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(DIST, 'assets', name), 'utf8') }));

describe('the web app as it was built', () => {
  it('uses the production build of React, whatever NODE_ENV was during the build', () => {
    expect(scripts.some(({ text }) => text.includes('react.dev/errors/'))).toBe(true);
    const development = /jsxDEV|_debugStack|react-dom-client\.development|React DevTools/;
    expect(scripts.filter(({ text }) => development.test(text)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it("uses no environment variables, which a browser doesn't have", () => {
    const asking = /process\.env|import\.meta\.env/;
    expect(scripts.filter(({ text }) => asking.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

describe('nx.json', () => {
  const target = z.object({
    inputs: z.array(z.string()).optional(),
    options: z.object({ env: z.record(z.string(), z.string()) }),
  });
  const { targetDefaults, namedInputs } = z
    .object({
      targetDefaults: z.object({ build: target, test: target }),
      namedInputs: z.record(z.string(), z.array(z.unknown())),
    })
    .parse(JSON.parse(readFileSync(join(ROOT, 'nx.json'), 'utf8')));

  it('sets the variables that affect what it caches', () => {
    expect(targetDefaults.build.options.env).toEqual({ NODE_ENV: 'production' });
    expect(targetDefaults.test.options.env).toEqual({ NODE_ENV: 'test', TZ: 'UTC' });
  });

  it.each(['source', 'specs'])('caches nothing of `%s` for another version of Node', (name) => {
    expect(namedInputs[name]).toContainEqual({ runtime: 'node --version' });
  });
});
