import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiConfig, ConfigError, migrationConfig, type Environment, workerConfig } from './config';
import { envExample } from './env-example';

const privateKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd-part', kid: 'dev' };
const devKey = JSON.stringify(privateKey);

/** Two keys of 32 bytes, the newest first. */
const SECRET = Buffer.alloc(32, 'a secret').toString('base64');
const KEYS = `2026-11:${SECRET} 2026-05:${SECRET}`;

const complete: Environment = {
  DATABASE_URL: 'postgresql://assent:pass-word@db.example.org:5432/assent?sslmode=verify-full',
  TEMPORAL_ADDRESS: 'temporal.example.org:7233',
  AUTH_ISSUER: 'https://issuer.example.org',
  AUTH_JWKS_URL: 'https://issuer.example.org/jwks.json',
  DOCUMENTS_FOLDER: '/documents',
  PAYER_ADDRESS: '100 Market Street, Springfield, IL 62701',
  PAYER_PHONE: '217-555-0100',
  ENCRYPTION_KEYS: KEYS,
  SMTP_URL: 'smtps://mailer:letter-word@mail.example.org:465',
};

function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ variable }) => variable);
    throw error;
  }
  return [];
}

describe('the development issuer', () => {
  const local = { ...complete, AUTH_JWKS_URL: undefined, DEV_ISSUER_KEY: devKey };

  it.each(['development', 'test'])('is refused in %s if other machines can reach it', (mode) => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.7', 'assent.example.org']) {
      expect(faultsOf(() => apiConfig({ ...local, NODE_ENV: mode, HOST }))).toEqual(['HOST']);
    }
  });

  it('is accepted on this machine, or if it is enabled explicitly', () => {
    for (const HOST of ['127.0.0.1', '::1', 'localhost']) {
      expect(faultsOf(() => apiConfig({ ...local, NODE_ENV: 'test', HOST }))).toEqual([]);
    }
    const exposed = {
      ...local,
      NODE_ENV: 'development',
      HOST: '0.0.0.0',
      DEV_ISSUER_EXPOSED: 'true',
    };
    expect(faultsOf(() => apiConfig(exposed))).toEqual([]);
  });
});

describe('apiConfig', () => {
  it('has safe defaults for everything that can have one', () => {
    expect(apiConfig(complete)).toEqual({
      environment: 'production',
      database: { url: complete['DATABASE_URL'], poolSize: 10 },
      temporal: {
        address: 'temporal.example.org:7233',
        namespace: 'default',
        tls: false,
        apiKey: null,
        taskQueue: 'assent',
      },
      encryptionKeys: {
        newest: expect.objectContaining({ id: '2026-11' }) as unknown,
        find: expect.any(Function) as unknown,
      },
      logLevel: 'info',
      metrics: null,
      traces: null,
      payerName: 'Assent Health Plan',
      payerState: null,
      findingsFirstStates: null,
      payerTimeZone: 'America/New_York',
      letterhead: {
        address: '100 Market Street, Springfield, IL 62701',
        phone: '217-555-0100',
        fax: null,
        portal: null,
      },
      letterHours: { from: 8, to: 20 },
      exceptions: { maxMonths: 12, aloneMonths: 12 },
      criterionWordings: null,
      clockRules: null,
      clock: 'system',
      http: { host: '127.0.0.1', port: 3000, drainSeconds: 10, trustedProxies: [] },
      auth: {
        issuer: 'https://issuer.example.org',
        audience: 'assent',
        keys: { kind: 'jwks', url: 'https://issuer.example.org/jwks.json' },
      },
      accessHours: 8,
      limits: {
        requestsPerMinute: 12_000,
        badTokensPerMinute: 300,
        callsAtOnce: 100,
        callsInProgress: 1_000,
        streamsPerPerson: 20,
        bodySeconds: 30,
        answerSeconds: 30,
      },
      web: {
        root: null,
        identity: {
          authority: 'https://issuer.example.org',
          clientId: 'assent-web',
          scope: 'openid',
        },
        identityOrigins: [],
        temporalUi: null,
      },
      documentLimits: {
        perCase: 200,
        bytesPerCase: 500 * 1024 * 1024,
        bytesPerDay: 5_000 * 1024 * 1024,
      },
      scanner: null,
      documents: { kind: 'folder', folder: '/documents' },
      audit: null,
      codec: null,
    });
  });

  it('serves decrypted payloads only to a named web interface', () => {
    const served = { ...complete, CODEC_PORT: '8234' };
    expect(faultsOf(() => apiConfig(served))).toEqual(['TEMPORAL_UI_URL']);
    const ui = { TEMPORAL_UI_URL: 'https://temporal.example.org/ui' };
    expect(apiConfig({ ...served, ...ui }).codec).toEqual({
      host: '127.0.0.1',
      port: 8234,
      origin: 'https://temporal.example.org',
    });
  });

  it.each([
    ['10.0.0.0/8 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
    ['2001:db8::/32', ['2001:db8::/32']],
  ])('reads %j as the proxies that are trusted', (text, proxies) => {
    const { http } = apiConfig({ ...complete, TRUSTED_PROXIES: text });
    expect(http.trustedProxies).toEqual(proxies);
  });

  it.each(['10.0.0.0/33', 'proxy', '10.0.0.0/8/8', '10.0.0.0/', '2001:db8::/129', 'true'])(
    'trusts no proxy %j',
    (text) => {
      const wrong = { ...complete, TRUSTED_PROXIES: text };
      expect(faultsOf(() => apiConfig(wrong))).toEqual(['TRUSTED_PROXIES']);
    },
  );

  it('names all errors at once', () => {
    const wrong = { DATABASE_URL: 'mysql://db', PORT: '70000', PAYER_TIME_ZONE: 'Mars/Olympus' };
    expect(faultsOf(() => apiConfig(wrong)).sort()).toEqual([
      'AUTH_ISSUER',
      'DATABASE_URL',
      'DOCUMENTS_FOLDER',
      'ENCRYPTION_KEYS',
      'PAYER_ADDRESS',
      'PAYER_PHONE',
      'PAYER_TIME_ZONE',
      'PORT',
      'TEMPORAL_ADDRESS',
    ]);
  });

  it('never repeats a value in an error', () => {
    const wrong = { ...complete, DATABASE_URL: 'db:pass-word', DEV_ISSUER_KEY: 'key-material' };
    expect(() => apiConfig(wrong)).toThrow(/^(?!.*(pass-word|key-material))/s);
  });

  it('reads the states in which findings come first', () => {
    const statesOf = (FINDINGS_FIRST_STATES: string) =>
      apiConfig({ ...complete, FINDINGS_FIRST_STATES }).findingsFirstStates;
    expect(statesOf('TX FL')).toEqual(['TX', 'FL']);
    expect(statesOf('none')).toEqual([]);
    const wrong = { ...complete, PAYER_STATE: 'Texas', FINDINGS_FIRST_STATES: 'TX, FL' };
    expect(faultsOf(() => apiConfig(wrong)).sort()).toEqual([
      'FINDINGS_FIRST_STATES',
      'PAYER_STATE',
    ]);
  });

  it('treats an empty value as missing', () => {
    expect(apiConfig({ ...complete, PORT: ' ' }).http.port).toBe(3000);
  });

  it('sends traces if a collector is named, unless they are turned off', () => {
    const tracesOf = (env: Environment) => apiConfig({ ...complete, ...env }).traces;
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'https://collector.example.org:4318';
    expect(tracesOf({ OTEL_TRACES_SAMPLER: 'always_on' })).toBeNull();
    expect(tracesOf({ OTEL_EXPORTER_OTLP_ENDPOINT })).toEqual({ protocol: 'http/protobuf' });
    expect(tracesOf({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'true' })).toBeNull();
    expect(
      tracesOf({
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      }),
    ).toEqual({ protocol: 'http/json' });
  });

  it("refuses settings that trace export can't handle, and says so", () => {
    const wrong = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_TRACES_SAMPLER: 'mine',
      OTEL_TRACES_SAMPLER_ARG: '1.5',
    };
    expect(faultsOf(() => workerConfig({ ...complete, ...wrong })).sort()).toEqual(
      Object.keys(wrong).sort(),
    );
    for (const share of ['0', '.25', '0.05', '1', '1.0']) {
      const env = { ...complete, OTEL_TRACES_SAMPLER_ARG: share };
      expect(faultsOf(() => workerConfig(env))).toEqual([]);
    }
  });

  it('serves metrics if a port is named, only on this machine by default', () => {
    expect(apiConfig({ ...complete, METRICS_PORT: '9464' }).metrics).toEqual({
      host: '127.0.0.1',
      port: 9464,
    });
    expect(() => apiConfig({ ...complete, METRICS_PORT: 'on' })).toThrow('METRICS_PORT');
  });

  it("finds the issuer's keys by its metadata if their address is not set", () => {
    const { AUTH_ISSUER: issuer = '' } = complete;
    const found = { ...complete, AUTH_JWKS_URL: '' };
    expect(apiConfig(found).auth.keys).toEqual({ kind: 'discovery', issuer, authority: issuer });
    const authority = 'https://login.example.org/plan';
    expect(apiConfig({ ...found, WEB_OIDC_AUTHORITY: authority }).auth.keys).toEqual({
      kind: 'discovery',
      issuer,
      authority,
    });
  });

  it('lets a load balancer notice the end in production, as long as it says', () => {
    const drainIn = (env: Environment) => apiConfig({ ...complete, ...env }).http.drainSeconds;
    expect(drainIn({})).toBe(10);
    expect(drainIn({ NODE_ENV: 'development' })).toBe(0);
    expect(drainIn({ NODE_ENV: 'development', DRAIN_SECONDS: '2' })).toBe(2);
    expect(drainIn({ DRAIN_SECONDS: '0' })).toBe(0);
  });

  it('accepts a development key outside production', () => {
    const local = { ...complete, NODE_ENV: 'development', AUTH_JWKS_URL: '' };
    expect(apiConfig({ ...local, DEV_ISSUER_KEY: devKey }).auth.keys).toEqual({
      kind: 'development',
      privateKey,
    });
  });

  it.each([
    ['a development key in production', { AUTH_JWKS_URL: '', DEV_ISSUER_KEY: devKey }],
    ['a development key in addition to a key set', { NODE_ENV: 'test', DEV_ISSUER_KEY: devKey }],
    [
      'a development key in addition to an identity provider',
      {
        NODE_ENV: 'test',
        AUTH_JWKS_URL: '',
        DEV_ISSUER_KEY: devKey,
        WEB_OIDC_AUTHORITY: 'https://login.example.org',
      },
    ],
    [
      'a key that is not a private JWK',
      { NODE_ENV: 'test', AUTH_JWKS_URL: '', DEV_ISSUER_KEY: '{}' },
    ],
  ])('refuses %s', (_what, changes) => {
    expect(faultsOf(() => apiConfig({ ...complete, ...changes }))).toContain('DEV_ISSUER_KEY');
  });

  it.each([
    ['a key set over plain http in production', 'AUTH_JWKS_URL', 'http://issuer.example.org/jwks'],
    ['the name of the web app for that of the API', 'AUTH_AUDIENCE', 'assent-web'],
    ['a movable clock in production', 'CLOCK', 'temporal-test-server'],
    ['a Temporal key without TLS', 'TEMPORAL_API_KEY', 'cloud-key'],
    ['an unknown clock', 'CLOCK', 'sundial'],
    ['a switch that is neither true nor false', 'TEMPORAL_TLS', 'yes'],
    ['a pool of no connections', 'DATABASE_POOL_SIZE', '0'],
    ['an address without a port', 'TEMPORAL_ADDRESS', 'temporal.example.org'],
    ['a bucket in addition to a folder', 'DOCUMENTS_BUCKET', 'documents'],
    ['a bucket over plain http in production', 'DOCUMENTS_ENDPOINT', 'http://s3.example.org'],
    ['an issuer over plain http in production', 'AUTH_ISSUER', 'http://issuer.example.org'],
    [
      'an authority over plain http in production',
      'WEB_OIDC_AUTHORITY',
      'http://login.example.org',
    ],
    [
      'a further origin over plain http in production',
      'WEB_OIDC_ORIGINS',
      'http://token.example.org',
    ],
    ['an origin with a path', 'WEB_OIDC_ORIGINS', 'https://token.example.org/token'],
    ['an origin that would add to the policy', 'WEB_OIDC_ORIGINS', "https://a.example.org; 'self'"],
    ['a portal that is not an address', 'PAYER_PORTAL_URL', 'portal.example.org'],
    ['a switch for paths that is neither true nor false', 'DOCUMENTS_PATH_STYLE', 'maybe'],
    ['a database without TLS in production', 'DATABASE_URL', 'postgresql://db.example.org/assent'],
    [
      'a database that falls back to no TLS',
      'DATABASE_URL',
      'postgresql://db.example.org/assent?sslmode=prefer',
    ],
    [
      'a password with a bare percent sign',
      'DATABASE_URL',
      'postgresql://us%er:pw@db/assent?sslmode=require',
    ],
    ['months beyond ten years', 'EXCEPTION_MAX_MONTHS', '121'],
    ['months that are no number', 'EXCEPTION_ALONE_MONTHS', 'six'],
    ['invalid hours', 'LETTER_HOURS', 'office hours'],
    ['hours that end before they start', 'LETTER_HOURS', '20-8'],
    ['hours beyond the end of a day', 'LETTER_HOURS', '8-25'],
  ])('refuses %s', (_what, variable, value) => {
    expect(faultsOf(() => apiConfig({ ...complete, [variable]: value }))).toEqual([variable]);
  });
});

describe('connections in production', () => {
  const inTheClear = {
    ...complete,
    DATABASE_URL: 'postgresql://postgres:5432/assent',
    SMTP_URL: 'smtp://mail.example.org:25',
  };

  it('are refused without TLS, unless a variable allows it', () => {
    expect(faultsOf(() => workerConfig(inTheClear))).toEqual(['DATABASE_URL', 'SMTP_URL']);
    const said = { ...inTheClear, DATABASE_PLAINTEXT: 'true', SMTP_PLAINTEXT: 'true' };
    expect(faultsOf(() => workerConfig(said))).toEqual([]);
  });

  it('are refused by the same rule where only the database is used', () => {
    expect(faultsOf(() => migrationConfig(inTheClear))).toEqual(['DATABASE_URL']);
    const said = { ...inTheClear, DATABASE_PLAINTEXT: 'true' };
    expect(migrationConfig(said).databaseUrl).toBe(inTheClear['DATABASE_URL']);
    expect(faultsOf(() => migrationConfig({}))).toEqual(['DATABASE_URL']);
  });

  it('gives each program the password that the migration is told, and only usable ones', () => {
    const { DATABASE_URL } = complete;
    const passwords = { API_DATABASE_PASSWORD: 'a-long-password', WORKER_DATABASE_PASSWORD: ' ' };
    expect(migrationConfig({ DATABASE_URL, ...passwords }).passwords).toEqual({
      assent_api: 'a-long-password',
      assent_worker: null,
    });
    for (const unusable of ['short', `quoted'password`, 'pass/word@host/x']) {
      const set = { DATABASE_URL, WORKER_DATABASE_PASSWORD: unusable };
      expect(faultsOf(() => migrationConfig(set))).toEqual(['WORKER_DATABASE_PASSWORD']);
    }
  });

  it('are not restricted outside production', () => {
    expect(faultsOf(() => workerConfig({ ...inTheClear, NODE_ENV: 'development' }))).toEqual([]);
  });

  it.each([
    ['demanded TLS', 'SMTP_URL', 'smtp://mail.example.org:587?requireTLS=true'],
    [
      'a socket of this host',
      'DATABASE_URL',
      'postgresql://socket/assent?host=/var/run/postgresql',
    ],
    ['TLS without a name', 'DATABASE_URL', 'postgresql://db/assent?sslmode=verify-ca'],
  ])('can use %s', (_what, variable, address) => {
    expect(faultsOf(() => workerConfig({ ...complete, [variable]: address }))).toEqual([]);
  });
});

describe('signing in to the web app', () => {
  it('uses the issuer, or another address with additional origins', () => {
    expect(apiConfig(complete).web.identity.authority).toBe(complete['AUTH_ISSUER']);
    const { web } = apiConfig({
      ...complete,
      WEB_OIDC_AUTHORITY: 'https://login.example.org/plan',
      WEB_OIDC_ORIGINS: 'https://token.example.org  https://keys.example.org:8443',
    });
    expect(web.identity.authority).toBe('https://login.example.org/plan');
    expect(web.identityOrigins).toEqual([
      'https://token.example.org',
      'https://keys.example.org:8443',
    ]);
  });

  it('needs an address if there is no issuer', () => {
    const named = { ...complete, AUTH_ISSUER: 'urn:example:issuer' };
    expect(faultsOf(() => apiConfig(named))).toEqual(['WEB_OIDC_AUTHORITY']);
    const WEB_OIDC_AUTHORITY = 'https://login.example.org';
    expect(faultsOf(() => apiConfig({ ...named, WEB_OIDC_AUTHORITY }))).toEqual([]);
  });
});

describe('the store of documents', () => {
  const bucket = {
    ...complete,
    DOCUMENTS_FOLDER: '',
    DOCUMENTS_BUCKET: 'documents',
    DOCUMENTS_ENDPOINT: 'https://s3.example.org',
  };
  const key = { DOCUMENTS_ACCESS_KEY_ID: 'key-id', DOCUMENTS_SECRET_ACCESS_KEY: 'key-secret' };

  it('can be a bucket with its own key', () => {
    expect(apiConfig({ ...bucket, ...key, DOCUMENTS_PATH_STYLE: 'true' }).documents).toEqual({
      kind: 'bucket',
      bucket: 'documents',
      endpoint: 'https://s3.example.org',
      region: 'us-east-1',
      pathStyle: true,
      credentials: { accessKeyId: 'key-id', secretAccessKey: 'key-secret' },
    });
  });

  it('can be a bucket that the platform itself grants access to', () => {
    expect(apiConfig(bucket).documents).toMatchObject({ credentials: null, pathStyle: false });
  });

  it.each(Object.keys(key))('needs a complete key, not one without %s', (half) => {
    expect(faultsOf(() => apiConfig({ ...bucket, ...key, [half]: '' }))).toEqual([half]);
  });
});

describe('the encryption keys', () => {
  it('are in the given order, and each is found by its id', () => {
    const keys = apiConfig(complete).encryptionKeys;
    expect(keys.newest).toEqual({ id: '2026-11', secret: Buffer.alloc(32, 'a secret') });
    expect(keys.find('2026-05')?.id).toBe('2026-05');
    expect(keys.find('2025-11')).toBeNull();
  });

  it.each([
    ['a secret without an id', SECRET],
    ['a secret that is too short', `a:${Buffer.alloc(31).toString('base64')}`],
    ['a secret that is too long', `a:${Buffer.alloc(33).toString('base64')}`],
    ['an id that is there twice', `a:${SECRET} a:${SECRET}`],
    ['something else among them', `a:${SECRET} b`],
  ])('are refused with %s, without being repeated', (_what, ENCRYPTION_KEYS) => {
    const read = () => workerConfig({ ...complete, ENCRYPTION_KEYS });
    expect(faultsOf(read)).toEqual(['ENCRYPTION_KEYS']);
    expect(read).not.toThrow(SECRET);
  });
});

describe('workerConfig', () => {
  it('needs a mail server but no issuer', () => {
    const { AUTH_ISSUER, SMTP_URL, ...given } = complete;
    expect([AUTH_ISSUER, SMTP_URL]).not.toContain(undefined);
    expect(faultsOf(() => workerConfig(given))).toEqual(['SMTP_URL']);
  });

  it.each([
    ['SMTP_URL', 'smtps://us%er:pw@mail.example.org:465'],
    ['MAILROOM', 'a..b@example.org'],
    ['MAILROOM', 'mailroom@example..org'],
    ['MAILROOM', 'Mailroom <mailroom@example.org>'],
    ['MAIL_FROM', 'Assent <a..b@example.org>'],
    ['MAIL_FROM', 'Assent <no-reply@example.org'],
    ['MAIL_FROM', 'Assent, Plan <no-reply@example.org>'],
    ['MAIL_REPLY_TO', 'answers'],
  ])('refuses a %s that no mail server accepts: %s', (variable, value) => {
    expect(faultsOf(() => workerConfig({ ...complete, [variable]: value }))).toEqual([variable]);
  });

  it.each([
    ['SMTP_URL', 'smtps://us%25er:p%40w@mail.example.org:465'],
    ['MAILROOM', 'mail.room+print@mailhost'],
    ['MAILROOM', 'mailroom@bücher.example.org'],
    ['MAIL_FROM', 'no-reply@example.org'],
    ['MAIL_FROM', '"Assent, Plan" <no-reply@[10.0.0.5]>'],
  ])('accepts a %s that mail servers accept: %s', (variable, value) => {
    expect(faultsOf(() => workerConfig({ ...complete, [variable]: value }))).toEqual([]);
  });

  it('knows where answers to letters go', () => {
    const MAIL_REPLY_TO = 'Prior authorization <answers@example.org>';
    expect(workerConfig({ ...complete, MAIL_REPLY_TO }).mail.replyTo).toBe(MAIL_REPLY_TO);
  });

  it('knows who letters are from', () => {
    expect(workerConfig(complete).mail).toEqual({
      smtpUrl: complete['SMTP_URL'],
      from: 'Assent Health Plan <prior-authorization@assent.example.org>',
      replyTo: null,
      mailroom: 'mailroom@assent.example.org',
    });
  });
});

describe('.env.example', () => {
  it('matches what `npm run generate` writes', () => {
    const file = resolve(__dirname, '../../../.env.example');
    expect(readFileSync(file, 'utf8')).toBe(envExample());
  });
});
