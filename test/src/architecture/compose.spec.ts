import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
  build: z.literal('.').optional(),
  init: z.boolean().optional(),
  restart: z.literal('unless-stopped').optional(),
  command: z.array(z.string()).optional(),
  environment: values,
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: healthcheck.optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }),
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

describe('docker-compose.yml', () => {
  it.each(ours)('sets for %s only what the configuration knows', (_name, { environment }) => {
    const unknown = Object.keys(environment).filter(
      (name) => !variableNames.some((known) => known === name),
    );
    expect(unknown).toEqual([]);
  });

  it('waits only for services that exist, and for health only where it is checked', () => {
    const unmet = services.flatMap(([name, { depends_on = {} }]) =>
      Object.entries(depends_on)
        .filter(([other, { condition }]) => {
          const check = compose.services[other]?.healthcheck;
          if (compose.services[other] === undefined) return true;
          return condition === 'service_healthy' && (check === undefined || 'disable' in check);
        })
        .map(([other]) => `${name} waits for ${other}`),
    );
    expect(unmet).toEqual([]);
  });

  it.each(services.filter(([, { build }]) => build === undefined))(
    'pins the image of %s',
    (_name, { image }) => {
      expect(image).toMatch(/:\d+(\.\d+)*$/);
    },
  );

  it('gives no secret a default', () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|KEY|SMTP_URL)\w*)(?!\w)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, , rest]) => !rest?.startsWith(':?'))).toEqual([]);
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
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(resolve(root, 'Dockerfile'), 'utf8');

  it('builds on a pinned image and does not run as root', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual(['node:20.20-slim', 'node:20.20-slim']);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('runs programs that have a source', () => {
    const commands = [...`${dockerfile}\n${text}`.matchAll(/apps\/(\w+)\/dist\/main\.js/g)];
    expect(commands.map(([, app]) => app).sort()).toEqual(['api', 'worker']);
    expect(existsSync(resolve(root, 'tools/migrate.mjs'))).toBe(true);
  });
});
