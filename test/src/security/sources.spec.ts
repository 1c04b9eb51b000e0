import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/planted';

/** What runs in the processes of a server. `libs/local` runs beside the developer's stack only. */
const SERVER = [
  'apps/api',
  'apps/worker',
  'workflows',
  ...readdirSync(join(ROOT, 'libs'))
    .filter((name) => name !== 'local')
    .map((name) => `libs/${name}`),
];
const PAGE = ['apps/web'];
const NOT_OURS = new Set(['generated', 'client']);

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return /(?<!\.spec|\.d)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Files of these projects that use something, as `apps/api/src/main.ts`. */
function using(projects: readonly string[], pattern: RegExp): string[] {
  const files = projects.flatMap((project) => filesBelow(join(project, 'src')));
  expect(files.length).toBeGreaterThan(100);
  return files.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')));
}

describe('the sources of the server', () => {
  it.each([
    ['start other programs', /child_process/],
    ['run code that they make', /node:vm|\beval\(|new Function\(/],
    ['set or read cookies', /\bcookie\b/i],
    ['use broken digests', /\b(?:md5|sha-?1)\b/i],
    ['encrypt to a public key', /publicEncrypt/],
    ['switch off the check of certificates', /rejectUnauthorized|NODE_TLS_REJECT/],
    ['accept ambiguous requests', /insecureHTTPParser/],
    ['read XML, LDAP, or memcache', /\b(?:xml2js|libxml|ldapjs|memcached|xpath)\b/i],
    ['open WebSockets, or serve GraphQL', /websocket|graphql/i],
  ])('do not %s', (_what, pattern) => {
    expect(using(SERVER, pattern)).toEqual([]);
  });

  it('call only the identity provider, at the address that its operator configured', () => {
    expect(using(SERVER, /\bfetch\(/)).toEqual(['apps/api/src/http/token-keys.ts']);
  });

  it('let pages of another origin read answers only where Temporal’s web interface asks', () => {
    expect(using(SERVER, /access-control-allow/i)).toEqual(['apps/api/src/codec/codec-server.ts']);
  });

  it('encrypt in one place', () => {
    expect(using(SERVER, /createCipheriv|createDecipheriv/)).toEqual([
      'libs/platform/src/encryption/sealing.ts',
    ]);
  });

  it('believe a proxy about the address of a caller in one place', () => {
    expect(using(SERVER, /trustProxy/)).toEqual(['apps/api/src/create-api.ts']);
  });

  it('take chance that has to stay secret from the system', () => {
    // It spreads out retries.
    expect(using(SERVER, /Math\.random/)).toEqual([
      'libs/persistence/src/database/advisory-lock.ts',
    ]);
  });

  it('make patterns of constants and words of a guideline alone', () => {
    expect(using(SERVER, /\bRegExp\(/)).toEqual([
      'apps/api/src/http/methods.ts',
      'libs/application/src/correspondence/abbreviations.ts',
      'libs/application/src/correspondence/letter-names.ts',
      'libs/application/src/worklist/search-terms.ts',
      'libs/contracts/src/http/wire.ts',
      'libs/contracts/src/review/decision.ts',
      'libs/criteria/src/language/words.ts',
      'libs/platform/src/config-variables.ts',
    ]);
  });
});

describe('the sources of the web app', () => {
  it.each([
    ['write HTML or scripts', /dangerouslySetInnerHTML|innerHTML|document\.write|\beval\(/],
    ['use cookies', /document\.cookie/],
    ['keep a database or a worker in the browser', /indexedDB|serviceWorker/],
    ['talk by WebSocket or WebRTC', /WebSocket|RTCPeerConnection/],
    ['listen to other windows', /window\.addEventListener\('message'/],
  ])('do not %s', (_what, pattern) => {
    expect(using(PAGE, pattern)).toEqual([]);
  });

  it('keep tokens for the tab only, and choices of the person beyond it', () => {
    expect(using(PAGE, /sessionStorage/)).toEqual([
      'apps/web/src/session/openid-connect.ts',
      'apps/web/src/session/token.ts',
    ]);
    expect(using(PAGE, /localStorage/)).toEqual(['apps/web/src/shared/kept.ts']);
  });
});
