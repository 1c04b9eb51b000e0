import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './planted';

const TOOLS = join(ROOT, 'tools/supply-chain');
const LOCKFILE = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');

const entry = z.looseObject({ version: z.string().optional(), integrity: z.string().optional() });
const lockfile = z.looseObject({ packages: z.record(z.string(), entry) });
type Lockfile = z.infer<typeof lockfile>;

function readLockfile(): Lockfile {
  return lockfile.parse(JSON.parse(LOCKFILE));
}

/** The lockfile with one more package. */
function withPackage(planted: Readonly<Record<string, unknown>>): Lockfile {
  const lock = readLockfile();
  const version = '1.0.0';
  const integrity = lock.packages['node_modules/jose']?.integrity;
  lock.packages['node_modules/planted'] = { version, integrity, license: 'MIT', ...planted };
  return lock;
}

/** What a function of a tool returns for each list of arguments. It is an ES module, so it runs in a process of its own. */
function returned(tool: string, name: string, calls: readonly (readonly unknown[])[]): unknown {
  const program = `import { readFileSync } from 'node:fs';
    import { ${name} } from ${JSON.stringify(join(TOOLS, tool))};
    const calls = JSON.parse(readFileSync(0, 'utf8'));
    process.stdout.write(JSON.stringify(calls.map((args) => ${name}(...args))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    input: JSON.stringify(calls),
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

it('the supply chain is in order', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(TOOLS, 'check.mjs')], {
    encoding: 'utf8',
  });
  expect({ status, said: stderr }).toEqual({ status: 0, said: '' });
});

describe('the lockfile', () => {
  const NPMRC = 'ignore-scripts=true\n';

  it.each([
    ['without a digest', { integrity: undefined }, '`node_modules/planted` has no SHA-512 digest'],
    [
      'with a weak digest',
      { integrity: 'sha1-AAAA' },
      '`node_modules/planted` has no SHA-512 digest',
    ],
    [
      'with an address of its own',
      { resolved: 'https://registry.example.org/planted.tgz' },
      '`node_modules/planted` names where it comes from; leave `resolved` out',
    ],
    [
      'with an install script that was not looked at',
      { hasInstallScript: true },
      '`planted` has an install script; find out whether it works without, and list it',
    ],
  ])('may have no package %s', (_what, planted, fault) => {
    const calls = [[withPackage(planted), NPMRC]];
    expect(returned('lockfile.mjs', 'lockfileFaults', calls)).toEqual([[fault]]);
  });

  it('goes with settings that let no install script run', () => {
    const calls = [[readLockfile(), '# ignore-scripts=true\n']];
    expect(returned('lockfile.mjs', 'lockfileFaults', calls)).toEqual([
      ['.npmrc lets install scripts run'],
    ]);
  });
});

describe('licenses', () => {
  const faultsOf = (planted: readonly Readonly<Record<string, unknown>>[]) =>
    returned(
      'licenses.mjs',
      'licenseFaults',
      planted.map((each) => [withPackage(each)]),
    );

  it('of programs are none that ask something of our own code, nor unknown ones', () => {
    const refused = [
      'GPL-3.0-only',
      'AGPL-3.0',
      'SSPL-1.0',
      'UNLICENSED',
      'SEE LICENSE IN LICENSE.md',
      'MIT AND GPL-2.0-only',
      '((MIT OR GPL-2.0-only) AND GPL-3.0-only)',
      'MPL-2.0',
    ];
    expect(faultsOf(refused.map((license) => ({ license })))).toEqual(
      refused.map((license) => [
        `\`planted@1.0.0\` has the license ${license}, which is not on the list`,
      ]),
    );
  });

  it('are a matter of choice where a package offers several', () => {
    const accepted = ['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'];
    expect(faultsOf(accepted.map((license) => ({ license })))).toEqual([[], [], []]);
  });

  it('of tools may ask more of their own files, and each package states one', () => {
    expect(faultsOf([{ license: 'MPL-2.0', dev: true }, { license: undefined }])).toEqual([
      [],
      ['`planted@1.0.0` states no license; read its files, and list it'],
    ]);
  });
});

describe('secrets', () => {
  // Put together here, so that this file holds none.
  const planted: readonly (readonly [string, string])[] = [
    ['a private key', ['-----BEGIN', 'RSA PRIVATE', 'KEY-----'].join(' ')],
    ['the private part of a JWK', JSON.stringify({ kty: 'EC', d: 'x'.repeat(43) })],
    ['a signed token', [`eyJ${'a'.repeat(20)}`, `eyJ${'b'.repeat(20)}`, 'c'.repeat(43)].join('.')],
    ['a key of AWS', `AKIA${'Q'.repeat(16)}`],
    ['a token of GitHub', `ghp_${'a'.repeat(36)}`],
    ['a token of npm', `npm_${'a'.repeat(36)}`],
    ['a token of Slack', `xoxb-${'1'.repeat(12)}`],
    ['a key of Google', `AIza${'a'.repeat(35)}`],
    ['a key of Stripe', `sk_live_${'a'.repeat(24)}`],
    ['a key of an AI service', `sk-${'a'.repeat(40)}`],
    ['a password in an address', ['postgresql://assent', 'Tr0ub4dor@db/assent'].join(':')],
  ];

  it('are found by what they are and where, without being repeated', () => {
    const calls = planted.map(([, secret]) => [`first line\nvalue = '${secret}'\n`]);
    expect(returned('secrets.mjs', 'secretsIn', calls)).toEqual(
      planted.map(([what]) => [`2: ${what}`]),
    );
  });

  it('are not what only looks alike', () => {
    const harmless = [
      'postgresql://user:password@host:5432/assent',
      ['postgresql://assent_api:', '{API_DATABASE_PASSWORD:-}@postgres:5432/assent'].join('$'),
      'https://example.org:8443/@scope',
      '-----BEGIN PUBLIC KEY-----',
      '"sha512-wOuK9V1yujQFH5S0ZWmLcDZN7+IKh9bUCC2ZPCf2HDlol3WWHy+PPyNjEI75FXRLMp3vDKQcupP59xhVU95hcg=="',
    ];
    expect(returned('secrets.mjs', 'secretsIn', [[harmless.join('\n')]])).toEqual([[]]);
  });
});

describe('`npm run sbom`', () => {
  const bill = z.looseObject({
    bomFormat: z.literal('CycloneDX'),
    components: z.array(
      z.looseObject({
        'bom-ref': z.string(),
        purl: z.string(),
        scope: z.enum(['required', 'optional', 'excluded']),
        hashes: z.array(z.object({ alg: z.string(), content: z.string() })),
        licenses: z.array(z.object({ expression: z.string() })).optional(),
      }),
    ),
    dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
  });
  const printed = () =>
    spawnSync(process.execPath, [join(TOOLS, 'print-sbom.mjs')], {
      encoding: 'utf8',
      maxBuffer: 64e6,
    }).stdout;

  let text: string;
  beforeAll(() => {
    text = printed();
  });

  it('prints each locked package with its digest, license and scope, the same each time', () => {
    const { components } = bill.parse(JSON.parse(text));
    const locked = Object.entries(readLockfile().packages).filter(
      ([path, { version, link }]) => path.includes('node_modules/') && version && !link,
    );
    expect(new Set(components.map((each) => each['bom-ref']))).toEqual(
      new Set(locked.map(([path]) => path)),
    );
    expect(components.filter(({ licenses }) => licenses === undefined)).toEqual([]);
    const byRef = new Map(components.map((each) => [each['bom-ref'], each]));
    const jose = byRef.get('node_modules/jose');
    const digest = Buffer.from(jose?.hashes[0]?.content ?? '', 'hex').toString('base64');
    expect(`sha512-${digest}`).toBe(readLockfile().packages['node_modules/jose']?.integrity);
    expect(jose?.purl).toMatch(/^pkg:npm\/jose@\d/);
    expect([jose?.scope, byRef.get('node_modules/jest')?.scope]).toEqual(['required', 'excluded']);
    expect(printed()).toBe(text);
  });

  it('leads from the project to every package that its programs use', () => {
    const { components, dependencies } = bill.parse(JSON.parse(text));
    const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set(['assent']);
    for (const ref of reached) for (const next of needs.get(ref) ?? []) reached.add(next);
    const used = components.filter(({ scope }) => scope === 'required');
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((each) => !reached.has(each['bom-ref']))).toEqual([]);
  });
});
