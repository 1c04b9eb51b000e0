import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LOG_WITHOUT_VALUES } from '@assent/local';
import { variableNames } from '@assent/platform';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const text = readFileSync(resolve(root, 'docker-compose.yml'), 'utf8');

const values = z.record(z.string(), z.union([z.string(), z.number()]));
const healthcheck = z.union([
  z.strictObject({ disable: z.literal(true) }),
  z.strictObject({
    test: z.array(z.string()).min(2),
    interval: z.string(),
    timeout: z.string(),
    retries: z.number(),
    start_period: z.string().optional(),
  }),
]);
const service = z.strictObject({
  image: z.string(),
  build: z.union([z.literal('.'), z.object({ context: z.literal('.') })]).optional(),
  profiles: z.array(z.enum(['demo', 'production'])).length(1),
  network_mode: z.string().optional(),
  entrypoint: z.array(z.string()).optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  user: z.string().optional(),
  restart: z.string().optional(),
  ulimits: z.strictObject({ core: z.literal(0) }).optional(),
  command: z.array(z.string()).optional(),
  environment: values.default({}),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: healthcheck.optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({
        condition: z.enum(['service_healthy', 'service_started', 'service_completed_successfully']),
      }),
    )
    .optional(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const compose = composeFile.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
/** By number, as platforms compare it. */
const NOBODY = '65534:65534';
/** Our image checks its own health unless a service says otherwise. */
const isOurs = (name: string): boolean => ours.some(([own]) => own === name);

describe('docker-compose.yml', () => {
  it.each(ours)(
    'sets for %s only variables that the configuration has',
    (_name, { environment }) => {
      const unknown = Object.keys(environment).filter(
        (name) => !variableNames.some((known) => known === name),
      );
      expect(unknown).toEqual([]);
    },
  );

  it('waits only for services that exist, and for health only where it is checked', () => {
    const unmet = services.flatMap(([name, { depends_on = {} }]) =>
      Object.entries(depends_on)
        .filter(([other, { condition }]) => {
          const check = compose.services[other]?.healthcheck;
          if (compose.services[other] === undefined) return true;
          const isChecked = check === undefined ? isOurs(other) : !('disable' in check);
          return condition === 'service_healthy' && !isChecked;
        })
        .map(([other]) => `${name} waits for ${other}`),
    );
    expect(unmet).toEqual([]);
  });

  it.each(services.filter(([, { build }]) => build === undefined))(
    'pins the image of %s',
    (_name, { image }) => {
      expect(image).toMatch(/:v?\d+(\.\d+)*$/);
    },
  );

  it('gives no secret a default', () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|KEY|SMTP_URL)\w*)(?!\w)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, , rest]) => rest !== ':-')).toEqual([]);
  });

  it.each([
    ['api', 'assent_api'],
    ['worker', 'assent_worker'],
    ['migrate', 'assent'],
    ['demo-api', 'assent_api'],
    ['demo-worker', 'assent_worker'],
    ['demo-migrate', 'assent'],
  ])('signs %s in to its database as %s', (name, role) => {
    const address = String(compose.services[name]?.environment['DATABASE_URL']);
    expect(new URL(address.replace('${', '').replace(':-}', '')).username).toBe(role);
  });

  it('lets no service wait for or share with a service of the other profile', () => {
    const mixed = services.flatMap(([name, { profiles, depends_on = {}, network_mode = '' }]) =>
      [...Object.keys(depends_on), network_mode.replace('service:', '')]
        .filter((other) => other !== '' && compose.services[other]?.profiles[0] !== profiles[0])
        .map((other) => `${name} needs ${other}`),
    );
    expect(mixed).toEqual([]);
  });

  it('uses development mode and development sign-in only in the demo', () => {
    const lax = services.filter(
      ([, { environment, command = [] }]) =>
        environment['NODE_ENV'] === 'development' || command.join().includes('DEV_ISSUER_KEY'),
    );
    expect(lax.map(([, { profiles }]) => profiles[0])).toEqual(['demo', 'demo', 'demo']);
    expect(compose.services['api']?.environment['NODE_ENV']).toBe('production');
  });

  it('keeps row values out of the log of every Postgres, as the local stack does', () => {
    const asked = Object.entries(LOG_WITHOUT_VALUES).map(
      ([name, value]) => `--${name.replaceAll('_', '-')}=${value}`,
    );
    const servers = services.filter(([, { image }]) => image.startsWith('postgres:'));
    expect(servers).toHaveLength(3);
    for (const [, { command }] of servers) expect(command).toEqual(['postgres', ...asked]);
  });

  it.each(ours)('runs %s on a root that is read-only, without any right of root', (_name, own) => {
    expect(own).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it('gives our programs nothing to write but documents', () => {
    const volumes = ours
      .flatMap(([, own]) => own.volumes ?? [])
      .filter((volume) => !volume.endsWith(':ro'));
    expect(new Set(volumes)).toEqual(
      new Set(['documents:/documents', 'demo-documents:/documents']),
    );
  });

  it('runs what the image of the build has as nobody, too', () => {
    const targeted = ours.filter(([, { build }]) => typeof build === 'object');
    expect(targeted.map(([, { user }]) => user)).toEqual([NOBODY]);
  });

  it('publishes ports on this host only', () => {
    const published = services.flatMap(([, { ports = [] }]) => ports);
    expect(published.length).toBeGreaterThan(0);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('declares every named volume', () => {
    const named = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((volume) => volume.split(':')[0]),
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(resolve(root, 'Dockerfile'), 'utf8');

  it('builds on a pinned image and runs as nobody', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual(['node:24.19-slim', 'build', 'node:24.19-slim']);
    const users = [...dockerfile.matchAll(/^USER (\S+)/gm)].map(([, user]) => user);
    expect(users).toEqual([NOBODY]);
    expect(dockerfile.indexOf('USER ')).toBeGreaterThan(dockerfile.lastIndexOf('\nRUN '));
  });

  it("leaves all files root's own, except the folder for documents", () => {
    const [, image] = dockerfile.split('FROM node:24.19-slim\n');
    expect(image).toMatch(/^COPY --from=release --chown=root:root \/release \.$/m);
    expect([...(image ?? '').matchAll(/^RUN (.*)$/gm)].map(([, run]) => run)).toEqual([
      'install --directory --owner=65534 --group=65534 --mode=700 /documents',
    ]);
  });

  it('limits the memory of the API as the local stack does', () => {
    const stack = readFileSync(resolve(root, 'apps/stack/src/apps.ts'), 'utf8');
    const bounds = [...stack.matchAll(/--max-[\w-]+=\d+/g)].map(([bound]) => bound);
    const starts = [dockerfile, text].map(
      (file) => /^.*apps\/api\/dist\/main\.js.*$/m.exec(file)?.[0],
    );
    expect(bounds).toHaveLength(2);
    for (const start of starts) {
      expect([...(start ?? '').matchAll(/--max-[\w-]+=\d+/g)].map(([bound]) => bound)).toEqual(
        bounds,
      );
    }
    expect(stack).toContain("MALLOC_ARENA_MAX: '2'");
    expect(dockerfile).toContain('MALLOC_ARENA_MAX=2');
  });

  it('runs only programs that have a source', () => {
    const commands = [...`${dockerfile}\n${text}`.matchAll(/apps\/(\w+)\/dist\/([\w-]+)\.js/g)];
    const sources = commands.map(([, app, name]) => `apps/${app}/src/${name}.ts`);
    expect(new Set(sources)).toEqual(
      new Set([
        'apps/api/src/main.ts',
        'apps/worker/src/main.ts',
        'apps/stack/src/make-sample-cases.ts',
      ]),
    );
    expect(sources.filter((source) => !existsSync(resolve(root, source)))).toEqual([]);
    expect(existsSync(resolve(root, 'tools/migrate.mjs'))).toBe(true);
  });
});
