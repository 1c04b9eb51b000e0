/**
 * Where Assent stands on levels 1 and 2 of OWASP ASVS 5.0. The numbers are the standard's; the words
 * are ours, and short: read the requirement itself in the standard.
 */
export type AsvsRow = {
  /** The standard's number, as `1.2.4`. */
  readonly id: string;
  readonly level: 1 | 2;
  readonly about: string;
} & (
  | {
      readonly state: 'met';
      readonly how: string;
      /** Tests, or pages of the documentation, from the project's folder. */
      readonly evidence: readonly [string, ...string[]];
    }
  | { readonly state: 'operator'; readonly how: string }
  | { readonly state: 'not applicable'; readonly how: string }
  | { readonly state: 'open'; readonly how: string }
);

type Level = 1 | 2;

function met(
  id: string,
  level: Level,
  about: string,
  how: string,
  ...evidence: readonly [string, ...string[]]
): AsvsRow {
  return { id, level, about, state: 'met', how, evidence };
}

/** What whoever runs Assent, or their identity provider, has to see to. */
function operator(id: string, level: Level, about: string, how: string): AsvsRow {
  return { id, level, about, state: 'operator', how };
}

function notApplicable(id: string, level: Level, about: string, how: string): AsvsRow {
  return { id, level, about, state: 'not applicable', how };
}

function open(id: string, level: Level, about: string, how: string): AsvsRow {
  return { id, level, about, state: 'open', how };
}

const SECURITY = 'docs/security.md';
const OPERATIONS = 'docs/operations.md';
const CONTRACT = 'docs/generated/openapi.json';
const SOURCES = 'test/src/security/sources.spec.ts';
const SUPPLY = 'test/src/architecture/supply-chain.spec.ts';
const TOKENS = 'apps/api/src/http/authentication.spec.ts';
const KEYS = 'apps/api/src/http/token-keys.spec.ts';
const CONFIG = 'libs/platform/src/config.spec.ts';
const LOGGER = 'libs/platform/src/logger.spec.ts';
const REQUEST_LOG = 'apps/api/src/http/request-log.spec.ts';
const JSON_TEXT = 'libs/contracts/src/http/json-text.spec.ts';
const QUERIES = 'libs/contracts/src/http/queries.spec.ts';
const OPENAPI = 'libs/contracts/src/openapi/openapi.spec.ts';
const REFUSALS = 'test/src/api/refusals.spec.ts';
const PERMISSIONS = 'test/src/api/permissions.spec.ts';
const LIMITS = 'test/src/api/limits.long.spec.ts';
const OUTAGE = 'test/src/api/outage.spec.ts';
const WEB = 'test/src/api/web-app.spec.ts';
const DOCUMENTS = 'test/src/documents/documents.spec.ts';
const STORES = 'test/src/documents/stores.spec.ts';
const TEMPLATES = 'test/src/documents/letter-templates.spec.ts';
const EMAIL = 'test/src/workflow/email-html.spec.ts';
const SIGN_IN = 'test/src/web/openid-connect.long.spec.ts';
const SIGNING_OUT = 'test/src/api/signing-out.spec.ts';
const SESSION = 'test/src/web/session.long.spec.ts';
const ROLES = 'test/src/record/roles.spec.ts';
const RULES = 'test/src/record/rules.spec.ts';
const ACCESS = 'docs/generated/access.md';
const MATRIX = 'test/src/access/matrix.spec.ts';
const CODEC = 'libs/platform/src/encryption/payload-codec.spec.ts';
const ENCRYPTION = 'test/src/documents/encryption.spec.ts';
const COMPOSE = 'test/src/architecture/compose.spec.ts';

const PASSWORDS = 'People have no password here: choose an identity provider that sees to this.';
const FACTORS = "Factors are the identity provider's: choose one that sees to this.";
const ISSUER = 'The identity provider is its own product: configure it so.';
const NO_COOKIES = 'Assent sets and reads no cookie.';
const NO_SOCKETS = 'There are no WebSockets; live news is an answer that stays open.';
const NO_WEBRTC = 'There is no WebRTC.';
const NO_GRAPHQL = 'There is no GraphQL; every call is of a fixed form.';

const encoding: readonly AsvsRow[] = [
  met(
    '1.1.1',
    2,
    'Decode once, before checking',
    'JSON is read once into whole characters, then checked.',
    JSON_TEXT,
    REFUSALS,
  ),
  met(
    '1.1.2',
    2,
    'Encode last',
    'Letters are encoded where they become HTML or PDF, pages by React.',
    EMAIL,
    'libs/letters/src/letters.spec.ts',
  ),
  met(
    '1.2.1',
    1,
    'Encode for the place of output',
    'Values in HTML, headers and file names are encoded for that place.',
    EMAIL,
    DOCUMENTS,
  ),
  met(
    '1.2.2',
    1,
    'Build addresses safely',
    'The generated client encodes path and query; only configured and own addresses become links.',
    OPENAPI,
    WEB,
  ),
  met(
    '1.2.3',
    1,
    'Build JSON and scripts safely',
    'JSON is written by a serializer, and no script is built.',
    JSON_TEXT,
    SOURCES,
  ),
  met(
    '1.2.4',
    1,
    'SQL with parameters',
    'Every raw statement is listed and takes its values as parameters.',
    'test/src/architecture/raw-statements.spec.ts',
  ),
  met('1.2.5', 1, 'No command injection', 'The server starts no other program.', SOURCES),
  notApplicable('1.2.6', 2, 'LDAP injection', 'There is no LDAP.'),
  notApplicable('1.2.7', 2, 'XPath injection', 'There is no XPath.'),
  notApplicable('1.2.8', 2, 'LaTeX injection', 'PDFs are drawn without LaTeX.'),
  met('1.2.9', 2, 'Escape in patterns', 'No pattern is made from what callers send.', SOURCES),
  notApplicable('1.3.1', 1, 'Clean HTML from people', 'No field takes HTML.'),
  met(
    '1.3.2',
    1,
    'No code from data',
    'Nothing that is sent is run, on the server or in pages.',
    SOURCES,
  ),
  met(
    '1.3.3',
    2,
    'Narrow what goes to dangerous places',
    'Texts have a length and no control characters, also at their worst.',
    REFUSALS,
    'test/src/api/worst-texts.long.spec.ts',
  ),
  met(
    '1.3.4',
    2,
    'SVG from people',
    'It counts as plain text, comes back as a file, and runs nowhere.',
    DOCUMENTS,
  ),
  met(
    '1.3.5',
    2,
    'Markup and style from people',
    'A plan changes words of letters, not their markup.',
    TEMPLATES,
  ),
  met(
    '1.3.6',
    2,
    'No requests to addresses of callers',
    'The server calls only what its operator configured.',
    SOURCES,
  ),
  met(
    '1.3.7',
    2,
    'Templates from people',
    'Templates know a fixed list of fields, and every fault is refused.',
    TEMPLATES,
  ),
  notApplicable('1.3.8', 2, 'JNDI', 'There is no Java.'),
  notApplicable('1.3.9', 2, 'memcache', 'There is no memcache.'),
  notApplicable(
    '1.3.10',
    2,
    'Format strings',
    'Log sentences are fixed and take no format from values.',
  ),
  met(
    '1.3.11',
    2,
    'Mail injection',
    'A letter goes to one recipient, whatever the address says.',
    'test/src/workflow/mail-server.spec.ts',
  ),
  notApplicable('1.4.1', 2, 'Memory safety', 'JavaScript manages memory.'),
  met(
    '1.4.2',
    2,
    'Number ranges',
    'Numbers beyond what JavaScript keeps exactly are refused.',
    JSON_TEXT,
  ),
  notApplicable('1.4.3', 2, 'Freeing memory', 'JavaScript manages memory.'),
  notApplicable('1.5.1', 1, 'XML parsers', 'No call takes XML.'),
  met(
    '1.5.2',
    2,
    'Safe reading of objects',
    'Bodies are plain JSON, checked against a schema; nothing chooses a type.',
    JSON_TEXT,
    REFUSALS,
  ),
];

const validation: readonly AsvsRow[] = [
  met(
    '2.1.1',
    1,
    'Documented input rules',
    'The contract states the form of every field.',
    CONTRACT,
    OPENAPI,
  ),
  met(
    '2.1.2',
    2,
    'Documented rules between fields',
    'The contract and each guideline state which answers belong together.',
    CONTRACT,
    'libs/guidelines/ixazomib/2024-10-01/README.md',
  ),
  met(
    '2.1.3',
    2,
    'Documented limits',
    'Limits of people and of the process are variables with their meaning.',
    '.env.example',
    OPERATIONS,
  ),
  met(
    '2.2.1',
    1,
    'Check input',
    'Each field of each call is checked; unknown ones are refused.',
    REFUSALS,
    QUERIES,
  ),
  met(
    '2.2.2',
    1,
    'Check at the server',
    'The API checks whatever the page checked; the database checks again.',
    REFUSALS,
    RULES,
  ),
  met(
    '2.2.3',
    2,
    'Check combinations',
    'Contradicting answers are refused, or hold the case for a reviewer.',
    REFUSALS,
    'libs/contracts/src/review/decision.spec.ts',
  ),
  met(
    '2.3.1',
    1,
    'Steps in order',
    'A case allows only what its state allows.',
    'test/src/use-cases/decision.spec.ts',
    RULES,
  ),
  met(
    '2.3.2',
    2,
    'Business limits',
    'Deadlines, keys of a denial and durations are rules of code and database.',
    'test/src/use-cases/denial-keys.spec.ts',
    RULES,
  ),
  met(
    '2.3.3',
    2,
    'All or nothing',
    'A change is one transaction of one database function.',
    'test/src/record/unreachable.spec.ts',
    'docs/adr/0011-one-database-function-commits-a-change.md',
  ),
  met(
    '2.3.4',
    2,
    'Nothing given twice',
    'One authorization covers a day; one of many simultaneous decisions counts.',
    'test/src/use-cases/one-authorization.spec.ts',
    'test/src/use-cases/races.spec.ts',
  ),
  met(
    '2.4.1',
    2,
    'Against automation',
    'Calls are limited by the minute and at once, for each person and in all.',
    LIMITS,
  ),
];

const browser: readonly AsvsRow[] = [
  met(
    '3.2.1',
    1,
    'Content only in its context',
    'Documents come as attachments in a sandbox; answers load nothing.',
    DOCUMENTS,
    REFUSALS,
  ),
  met('3.2.2', 1, 'Text as text', 'React renders text; no code writes HTML.', SOURCES),
  notApplicable('3.3.1', 1, 'Secure cookies', NO_COOKIES),
  notApplicable('3.3.2', 2, 'SameSite', NO_COOKIES),
  notApplicable('3.3.3', 2, 'Cookie prefix', NO_COOKIES),
  notApplicable('3.3.4', 2, 'HttpOnly', NO_COOKIES),
  met('3.4.1', 1, 'HSTS', 'A year, with subdomains, on every answer.', REFUSALS),
  met('3.4.2', 1, 'CORS', 'No answer may be read by another origin.', SOURCES, REFUSALS),
  met(
    '3.4.3',
    2,
    'Content security policy',
    'Pages load their own files only, without inline code; answers load nothing.',
    WEB,
    REFUSALS,
  ),
  met('3.4.4', 2, 'nosniff', 'On every answer.', REFUSALS),
  met('3.4.5', 2, 'Referrer policy', 'None is sent.', REFUSALS),
  met(
    '3.4.6',
    2,
    'No frames',
    'Nothing of Assent is shown in a frame of another page.',
    REFUSALS,
    WEB,
  ),
  met(
    '3.5.1',
    1,
    'Requests from other sites',
    'A call needs a token in a header, which no other site has.',
    PERMISSIONS,
    TOKENS,
  ),
  met(
    '3.5.2',
    1,
    'No way around preflight',
    'No call works without that header, whatever its form.',
    PERMISSIONS,
  ),
  met(
    '3.5.3',
    1,
    'Safe methods change nothing',
    'Commands are never GET. Opening a document notes who opened it, with a token.',
    PERMISSIONS,
    DOCUMENTS,
  ),
  operator(
    '3.5.4',
    2,
    'A host name of its own',
    'Serve Assent at a host name that no other application has.',
  ),
  met(
    '3.5.5',
    2,
    'Messages between windows',
    'Only windows of the same origin are heard, and only the answer to the sign-in that they began.',
    SIGN_IN,
    SOURCES,
  ),
  met('3.7.1', 2, 'Supported browser technology', 'HTML, CSS and JavaScript alone.', SOURCES),
  met(
    '3.7.2',
    2,
    'Redirects',
    'People return to addresses of Assent only; the provider is configured.',
    SIGN_IN,
  ),
];

const webService: readonly AsvsRow[] = [
  met(
    '4.1.1',
    1,
    'Content type',
    'Each answer states its type, and a text its character set.',
    DOCUMENTS,
    WEB,
  ),
  operator(
    '4.1.2',
    2,
    'No redirect from http',
    'The API redirects nothing. Let the proxy redirect pages only, not `/v1`.',
  ),
  met(
    '4.1.3',
    2,
    'Headers of proxies',
    'One is believed, from proxies that the operator lists, for the address of a caller alone.',
    SOURCES,
    'test/src/access-log/shown.spec.ts',
  ),
  operator(
    '4.2.1',
    2,
    'Message boundaries',
    'Node reads strictly. Use a proxy that refuses ambiguous messages, too.',
  ),
  notApplicable('4.3.1', 2, 'GraphQL cost', NO_GRAPHQL),
  notApplicable('4.3.2', 2, 'GraphQL introspection', NO_GRAPHQL),
  notApplicable('4.4.1', 1, 'WebSocket over TLS', NO_SOCKETS),
  notApplicable('4.4.2', 2, 'WebSocket origin', NO_SOCKETS),
  notApplicable('4.4.3', 2, 'WebSocket sessions', NO_SOCKETS),
  notApplicable('4.4.4', 2, 'WebSocket tokens', NO_SOCKETS),
];

const files: readonly AsvsRow[] = [
  met(
    '5.1.1',
    2,
    'Documented file types',
    'Types, size and how files come back are documented.',
    SECURITY,
    CONTRACT,
  ),
  met('5.2.1', 1, 'File size', '25 MB, counted while it arrives.', DOCUMENTS),
  open(
    '5.2.2',
    1,
    'Name and content agree',
    'The content decides the type. The ending of the name is kept as sent and not compared with it.',
  ),
  met(
    '5.2.3',
    2,
    'Compressed files',
    'Archives are refused; of a PDF, 16 MB at most are unpacked in memory to look for active content.',
    DOCUMENTS,
    'libs/domain/src/active-content.spec.ts',
  ),
  met(
    '5.3.1',
    1,
    'Uploads are not run',
    'They are outside of what is served, and come back as attachments.',
    DOCUMENTS,
    STORES,
  ),
  met('5.3.2', 1, 'Paths', 'A store knows a file by an id of ours, never by a name.', STORES),
  met(
    '5.4.1',
    2,
    'Names from people',
    'Names lose paths and control characters, and come back in the header only.',
    'libs/domain/src/document.spec.ts',
    DOCUMENTS,
  ),
  met('5.4.2', 2, 'Names in headers', 'A library writes the header (RFC 6266).', DOCUMENTS),
  met(
    '5.4.3',
    2,
    'Virus scan',
    'With ClamAV set up, a document is held until it is found clean.',
    'test/src/documents/document-scans.spec.ts',
    'test/src/documents/clamd-scanner.spec.ts',
  ),
];

const authentication: readonly AsvsRow[] = [
  operator(
    '6.1.1',
    1,
    'Documented defenses of sign-in',
    "Sign-in is the provider's. Here, wrong tokens are limited by address and never lock a person out.",
  ),
  operator('6.1.2', 2, 'Words that passwords may not have', PASSWORDS),
  met(
    '6.1.3',
    2,
    'Documented ways in',
    "A token of the provider; a feed's own address, for renewal dates without member data.",
    SECURITY,
    'docs/adr/0025-a-calendar-feed-opens-by-its-address.md',
  ),
  operator('6.2.1', 1, 'Password length', PASSWORDS),
  operator('6.2.2', 1, 'Changing a password', PASSWORDS),
  operator('6.2.3', 1, 'Current password to change it', PASSWORDS),
  operator('6.2.4', 1, 'Common passwords', PASSWORDS),
  operator('6.2.5', 1, 'No rules of composition', PASSWORDS),
  operator('6.2.6', 1, 'Masked entry', PASSWORDS),
  operator('6.2.7', 1, 'Paste and password managers', PASSWORDS),
  operator('6.2.8', 1, 'Passwords as typed', PASSWORDS),
  operator('6.2.9', 2, 'Long passwords', PASSWORDS),
  operator('6.2.10', 2, 'No forced rotation', PASSWORDS),
  operator('6.2.11', 2, 'Context words', PASSWORDS),
  operator('6.2.12', 2, 'Breached passwords', PASSWORDS),
  operator('6.3.1', 1, 'Against guessing', PASSWORDS),
  met(
    '6.3.2',
    1,
    'No default accounts',
    'There are no accounts, and no secret has a default.',
    COMPOSE,
    CONFIG,
  ),
  operator('6.3.3', 2, 'Two factors', FACTORS),
  met(
    '6.3.4',
    2,
    'No hidden way in',
    'The issuer of a local stack is impossible in production, and beside a real provider.',
    CONFIG,
    PERMISSIONS,
  ),
  operator('6.4.1', 1, 'First passwords', PASSWORDS),
  operator('6.4.2', 1, 'No secret questions', PASSWORDS),
  operator('6.4.3', 2, 'Forgotten passwords', PASSWORDS),
  operator('6.4.4', 2, 'Lost factors', FACTORS),
  operator('6.5.1', 2, 'Codes used once', FACTORS),
  operator('6.5.2', 2, 'Stored codes', FACTORS),
  operator('6.5.3', 2, 'Random codes', FACTORS),
  operator('6.5.4', 2, 'Entropy of codes', FACTORS),
  operator('6.5.5', 2, 'Lifetime of codes', FACTORS),
  operator('6.6.1', 2, 'Codes by phone', FACTORS),
  operator('6.6.2', 2, 'Codes bound to a request', FACTORS),
  operator('6.6.3', 2, 'Guessing of codes', FACTORS),
  notApplicable(
    '6.8.1',
    2,
    'Several providers',
    'There is one issuer, whose name each token has to state.',
  ),
  met(
    '6.8.2',
    2,
    'Signed statements',
    'Unsigned and wrongly signed tokens are refused, in more than forty forms.',
    TOKENS,
  ),
  notApplicable('6.8.3', 2, 'SAML', 'There is no SAML.'),
  open(
    '6.8.4',
    2,
    'Strength of a sign-in',
    'No call asks how or when a person signed in; not even a denial, which has keys of its own.',
  ),
];

const sessions: readonly AsvsRow[] = [
  met(
    '7.1.1',
    2,
    'Documented lifetimes',
    'A token lasts as its provider says, at most 24 hours.',
    SECURITY,
    OPERATIONS,
  ),
  met(
    '7.1.2',
    2,
    'Documented parallel sessions',
    'Any number; limits of calls and streams count them together.',
    SECURITY,
  ),
  met(
    '7.1.3',
    2,
    'Documented single sign-on',
    'Who ends what is documented.',
    SECURITY,
    OPERATIONS,
  ),
  met(
    '7.2.1',
    1,
    'Tokens checked by the server',
    'Every call is checked by the API.',
    TOKENS,
    PERMISSIONS,
  ),
  met(
    '7.2.2',
    1,
    'Tokens made for a session',
    'No key is static: tokens are signed, and expire.',
    TOKENS,
  ),
  notApplicable('7.2.3', 1, 'Random reference tokens', 'Tokens contain their claims.'),
  met(
    '7.2.4',
    1,
    'A new token at each sign-in',
    'The page drops the old tokens; that the provider no longer accepts them, it cannot see.',
    SIGN_IN,
  ),
  operator(
    '7.3.1',
    2,
    'Inactivity',
    'Assent ends no idle session: have the provider do it, and keep tokens short.',
  ),
  met(
    '7.3.2',
    2,
    'Longest session',
    'A token older than 24 hours is refused, whatever it says.',
    TOKENS,
  ),
  met(
    '7.4.1',
    1,
    'Signing out ends the session',
    'The tokens of the session are refused, copies too, by every process.',
    SIGNING_OUT,
    SIGN_IN,
  ),
  operator(
    '7.4.2',
    1,
    'Disabled accounts',
    'Have the provider send a logout token when an account is disabled, or end its sessions as administrator.',
  ),
  operator('7.4.3', 2, 'End others after a new factor', FACTORS),
  met('7.4.4', 2, 'Signing out is easy to find', 'It is in the menu of every page.', SESSION),
  met(
    '7.4.5',
    2,
    'Ending the sessions of a person',
    'An administrator can, and so can the provider.',
    SIGNING_OUT,
  ),
  operator('7.5.1', 2, 'Changing an account', "Accounts are the provider's."),
  operator('7.5.2', 2, 'Seeing own sessions', "Sessions are the provider's."),
  operator(
    '7.6.1',
    2,
    'Lifetimes here and there',
    'Set the lifetime of tokens to what a removed role may last.',
  ),
  met(
    '7.6.2',
    2,
    'No session without a person',
    'A person asks for each sign-in, and the provider is asked who is there.',
    SIGN_IN,
  ),
];

const authorization: readonly AsvsRow[] = [
  met(
    '8.1.1',
    1,
    'Documented access',
    'One table, generated from code: role, call, and what a person has to do with the case.',
    ACCESS,
  ),
  met(
    '8.1.2',
    2,
    'Documented access to fields',
    'Which results are withheld from whom is written down.',
    'docs/adr/0050-where-the-law-says-so-findings-come-before-results.md',
  ),
  met(
    '8.2.1',
    1,
    'Access to calls',
    'Every call states its roles; one without a row does not start.',
    PERMISSIONS,
    TOKENS,
    MATRIX,
  ),
  met(
    '8.2.2',
    1,
    'Access to single items',
    'Lines of business limit what is read; another one takes a reason that is kept. Drafts, views and feeds belong to one person.',
    MATRIX,
    'test/src/access/foreign-ids.long.spec.ts',
    'test/src/access/lists.spec.ts',
  ),
  met(
    '8.2.3',
    2,
    'Access to fields',
    'Results are withheld until findings are recorded, in every answer.',
    'test/src/api/findings.spec.ts',
    'test/src/api/appeal-findings.spec.ts',
  ),
  met(
    '8.3.1',
    1,
    'Decided by the server',
    'API and database decide; pages only show less.',
    PERMISSIONS,
    ROLES,
  ),
  notApplicable('8.4.1', 2, 'Tenants', 'One plan has one installation.'),
];

const tokens: readonly AsvsRow[] = [
  met('9.1.1', 1, 'Signature', 'Checked before anything of a token counts.', TOKENS),
  met('9.1.2', 1, 'Algorithms', 'Five asymmetric ones; neither none nor a shared secret.', TOKENS),
  met(
    '9.1.3',
    1,
    'Sources of keys',
    'Keys come from the configured issuer; keys and addresses in a token are ignored.',
    TOKENS,
    KEYS,
  ),
  met('9.2.1', 1, 'Times', 'Start, issue and expiry are required and checked.', TOKENS),
  met(
    '9.2.2',
    2,
    'Type',
    "Other types are refused; the web app's own name can't be the audience, so ID tokens don't pass.",
    TOKENS,
    CONFIG,
  ),
  met('9.2.3', 2, 'Audience', 'It has to be this API.', TOKENS),
  operator(
    '9.2.4',
    2,
    'Audience of its own',
    'Give this API an audience that no other service at the provider has.',
  ),
];

const oauth: readonly AsvsRow[] = [
  met(
    '10.1.1',
    2,
    'Tokens where needed',
    'The page sends the access token to this API only, and keeps it for the tab.',
    SIGN_IN,
    WEB,
  ),
  met(
    '10.1.2',
    2,
    'Answers to own requests',
    'Only an answer to a request of the same tab is taken, once.',
    SIGN_IN,
  ),
  met('10.2.1', 2, 'Forged answers', 'PKCE and state.', SIGN_IN),
  notApplicable('10.2.2', 2, 'Mixed-up servers', 'There is one provider.'),
  met('10.3.1', 2, 'Audience', 'It has to be this API.', TOKENS),
  open(
    '10.3.2',
    2,
    'Delegated rights',
    'Subject and roles decide; a scope in the token is not looked at.',
  ),
  met('10.3.3', 2, 'Who a person is', 'By `sub`, of the one issuer.', TOKENS),
  notApplicable('10.3.4', 2, 'Strength in tokens', 'No call asks for one; see 6.8.4.'),
  operator('10.4.1', 1, 'Redirect addresses', ISSUER),
  operator('10.4.2', 1, 'Codes used once', ISSUER),
  operator('10.4.3', 1, 'Lifetime of codes', ISSUER),
  operator('10.4.4', 1, 'Grants', 'Allow this client the code grant only.'),
  operator('10.4.5', 1, 'Refresh tokens', 'The web app asks for none: issue none.'),
  operator('10.4.6', 2, 'PKCE required', 'Require `S256` of this client.'),
  operator('10.4.7', 2, 'Registration', ISSUER),
  operator('10.4.8', 2, 'Lifetime of refresh tokens', 'The web app asks for none: issue none.'),
  operator('10.4.9', 2, 'Revoking', ISSUER),
  operator('10.4.10', 2, 'Confidential clients', ISSUER),
  operator('10.4.11', 2, 'Scopes', ISSUER),
  met(
    '10.5.1',
    2,
    'Replayed ID tokens',
    'An ID token comes from the provider under PKCE, and decides nothing.',
    SIGN_IN,
  ),
  met(
    '10.5.2',
    2,
    'Who the ID token names',
    'The API says who is signed in, by its own check of the access token.',
    SIGN_IN,
  ),
  open(
    '10.5.3',
    2,
    'Metadata of another issuer',
    "The API compares the issuer in it; the web app's library does not.",
  ),
  notApplicable(
    '10.5.4',
    2,
    'Audience of the ID token',
    'Nothing is decided by it; it is only a hint when signing out.',
  ),
  met(
    '10.5.5',
    2,
    'Back-channel logout',
    'Type, event, issuer, client and times of a logout token are checked; no nonce, and ten minutes at most.',
    SIGNING_OUT,
  ),
  operator('10.6.1', 2, 'Response types', ISSUER),
  operator('10.6.2', 2, 'Forced logout', ISSUER),
  operator('10.7.1', 2, 'Consent', ISSUER),
  operator('10.7.2', 2, 'Words of consent', ISSUER),
  operator('10.7.3', 2, 'Revoking consent', ISSUER),
];

const cryptography: readonly AsvsRow[] = [
  operator(
    '11.1.1',
    2,
    'Policy for keys',
    "The keys are the provider's, the database's and the bucket's: manage them there.",
  ),
  met(
    '11.1.2',
    2,
    'Inventory',
    'What is signed, encrypted, digested and random is listed.',
    SECURITY,
  ),
  met(
    '11.2.1',
    2,
    'Known implementations',
    "Node's own cryptography and `jose`.",
    SOURCES,
    'docs/adr/0038-libraries.md',
  ),
  open(
    '11.2.2',
    2,
    'Exchangeable algorithms',
    'Algorithms of tokens are a list. Digests of letters and documents are SHA-256 without a name beside them.',
  ),
  operator(
    '11.2.3',
    2,
    '128 bits of security',
    'Have the provider sign with ES256 or stronger: RSA keys of 2048 bits are accepted too.',
  ),
  met('11.3.1', 1, 'Weak modes', 'GCM alone.', CODEC, SOURCES),
  met('11.3.2', 1, 'Approved ciphers', 'AES with 256 bits.', CODEC, SOURCES),
  met(
    '11.3.3',
    2,
    'Authenticated encryption',
    'A payload or a document that was changed is refused.',
    CODEC,
    ENCRYPTION,
  ),
  met('11.4.1', 1, 'Digests', 'SHA-256 and SHA-512 alone.', SOURCES),
  notApplicable('11.4.2', 2, 'Stored passwords', 'There are none.'),
  met(
    '11.4.3',
    2,
    'Length of digests',
    '256 bits where they identify a letter or a document.',
    'test/src/use-cases/denial-keys.spec.ts',
    DOCUMENTS,
  ),
  notApplicable('11.4.4', 2, 'Keys from passwords', 'There are none.'),
  met(
    '11.5.1',
    2,
    'Chance',
    'The address of a feed has 256 bits from the system; nothing else is a secret by chance.',
    'test/src/reading/calendar.spec.ts',
    SOURCES,
  ),
  met(
    '11.6.1',
    2,
    'Keys and signatures',
    'Seals of the audit are signed with Ed25519; tokens are checked with five approved algorithms.',
    TOKENS,
    CONFIG,
    'test/src/audit/sealing.spec.ts',
  ),
];

const communication: readonly AsvsRow[] = [
  operator(
    '12.1.1',
    1,
    'Versions of TLS',
    "Put TLS 1.2 or 1.3 in front of the API; Node's own connections use no older one.",
  ),
  operator('12.1.2', 2, 'Ciphers', 'Choose them at the proxy.'),
  notApplicable('12.1.3', 2, 'Client certificates', 'None is used to identify a caller.'),
  operator(
    '12.2.1',
    1,
    'TLS for people',
    'Publish the API through TLS alone. Each answer has HSTS.',
  ),
  operator('12.2.2', 1, 'Public certificates', 'Use one at the proxy.'),
  open(
    '12.3.1',
    2,
    'TLS inside',
    'Production requires it for Postgres, mail, keys and buckets. For Temporal, metrics and traces it is a setting.',
  ),
  open(
    '12.3.2',
    2,
    'Certificates checked',
    'No code switches the check off; no test shows a wrong certificate refused.',
  ),
  operator(
    '12.3.3',
    2,
    'TLS between services',
    'Metrics are plain HTTP: keep them in a private network.',
  ),
  operator(
    '12.3.4',
    2,
    'Trusted certificates inside',
    'Name your authority with `NODE_EXTRA_CA_CERTS`, and use `verify-full` for Postgres.',
  ),
];

const configuration: readonly AsvsRow[] = [
  met(
    '13.1.1',
    2,
    'Documented connections',
    'Every connection of API and worker is listed.',
    SECURITY,
    'docs/architecture.md',
  ),
  operator(
    '13.2.1',
    2,
    'Services that identify themselves',
    "Use the platform's role for the bucket and change the passwords of the database roles.",
  ),
  met(
    '13.2.2',
    2,
    'Least rights',
    'API and worker have roles of their own that own nothing; the image runs as `nobody`.',
    ROLES,
    COMPOSE,
  ),
  met('13.2.3', 2, 'No default credentials', 'No secret has a default.', COMPOSE, CONFIG),
  operator(
    '13.2.4',
    2,
    'Allowed targets',
    'Allow outgoing connections only to those listed in docs/security.md.',
  ),
  operator(
    '13.2.5',
    2,
    'Allowed targets of the server',
    'Allow outgoing connections only to those listed in docs/security.md.',
  ),
  operator(
    '13.3.1',
    2,
    'Keeping secrets',
    'Keep them in a vault. No file of the project has one: a check looks for them.',
  ),
  operator(
    '13.3.2',
    2,
    'Access to secrets',
    'Give each process its own secrets only: API, worker and migration need different ones.',
  ),
  met(
    '13.4.1',
    1,
    'No version control in production',
    'A release has neither sources nor history.',
    'test/src/release/release.spec.ts',
  ),
  met(
    '13.4.2',
    2,
    'No debugging',
    'Production is the default, and refuses what is for development.',
    CONFIG,
  ),
  met('13.4.3', 2, 'No listings of folders', 'Only files of the build are served.', WEB),
  met('13.4.4', 2, 'No TRACE', 'An address answers only the methods of its calls.', REFUSALS),
  met(
    '13.4.5',
    2,
    'Documentation and metrics',
    'The contract is public on purpose; metrics have a port of their own.',
    PERMISSIONS,
    'test/src/api/metrics.spec.ts',
  ),
];

const data: readonly AsvsRow[] = [
  met('14.1.1', 2, 'Kinds of data', 'Four kinds, with where each is.', SECURITY),
  met('14.1.2', 2, 'Protection of each kind', 'Stated for each kind.', SECURITY),
  open(
    '14.2.1',
    1,
    'Nothing secret in addresses',
    'Member data never is. The address of a calendar feed is its key, because calendars send no header; it shows no member and can be revoked.',
  ),
  met('14.2.2', 2, 'Caches of servers', 'No answer may be stored.', REFUSALS),
  met(
    '14.2.3',
    2,
    'Nothing to third parties',
    'Pages call this API and the provider alone.',
    WEB,
    'test/src/traces/traces.long.spec.ts',
  ),
  open(
    '14.2.4',
    2,
    'Protection as documented',
    'Retention is not built: nothing is deleted by its age.',
  ),
  met(
    '14.3.1',
    1,
    'Nothing left after signing out',
    'A new page starts, and nothing of the last person is on it.',
    SESSION,
  ),
  met('14.3.2', 2, 'Caches of browsers', 'Answers and pages are not stored.', REFUSALS, WEB),
  met(
    '14.3.3',
    2,
    'Storage of browsers',
    'Tokens for the tab, and choices of display.',
    SIGN_IN,
    SOURCES,
  ),
];

const architecture: readonly AsvsRow[] = [
  met('15.1.1', 1, 'Time frames for updates', 'By how bad a fault is.', SECURITY),
  met(
    '15.1.2',
    2,
    'Bill of materials',
    '`npm run sbom` lists every package; sources and licenses are checked.',
    SUPPLY,
  ),
  met(
    '15.1.3',
    2,
    'Documented costs',
    'What takes long, and what bounds it.',
    SECURITY,
    OPERATIONS,
  ),
  open(
    '15.2.1',
    1,
    'Components within the time frames',
    'No command compares the packages with known faults: run a scanner over the bill of materials.',
  ),
  met(
    '15.2.2',
    2,
    'Against exhaustion',
    'Calls, streams, bodies and answers are bounded; more get 429 or 503.',
    LIMITS,
  ),
  met(
    '15.2.3',
    2,
    'Only what runs',
    'A release has no tools and no tests; what is for development does not start.',
    'test/src/release/release.spec.ts',
    CONFIG,
  ),
  met(
    '15.3.1',
    1,
    'Only needed fields',
    'Answers are made field by field and checked against the contract.',
    OPENAPI,
    'test/src/api/opening.spec.ts',
  ),
  met('15.3.2', 2, 'Redirects of others', "None is followed to the issuer's metadata.", KEYS),
  met('15.3.3', 2, 'No fields by surprise', 'Unknown fields are refused in every body.', REFUSALS),
  met(
    '15.3.4',
    2,
    'Addresses of callers',
    'Behind a listed proxy, the caller is whom it names; else the address of the connection counts.',
    'test/src/access-log/shown.spec.ts',
    LIMITS,
  ),
  met(
    '15.3.5',
    2,
    'Strict types',
    'Each value is checked for its type; the compiler is strict.',
    REFUSALS,
    'test/src/architecture/house-rules.long.spec.ts',
  ),
  met(
    '15.3.6',
    2,
    'Prototype pollution',
    'Names that could do it are dropped or refused, at any depth.',
    JSON_TEXT,
  ),
  met(
    '15.3.7',
    2,
    'Repeated parameters',
    'Path, query, headers and body are read apart; what is repeated is refused.',
    REFUSALS,
    JSON_TEXT,
  ),
];

const logging: readonly AsvsRow[] = [
  met(
    '16.1.1',
    2,
    'Inventory of logs',
    'What is logged, where, and what never is.',
    SECURITY,
    OPERATIONS,
  ),
  open(
    '16.2.1',
    2,
    'Who, what, when, where',
    'Lines have time, call, status and request id, but neither person nor address. The audit has the person of each change.',
  ),
  met('16.2.2', 2, 'Time', 'UTC.', LOGGER),
  met(
    '16.2.3',
    2,
    'Only to known places',
    'Standard output, and traces where configured.',
    LOGGER,
    'test/src/traces/sending.long.spec.ts',
  ),
  met('16.2.4', 2, 'Common format', 'JSON lines, tied to traces by an id.', LOGGER),
  met(
    '16.2.5',
    2,
    'No sensitive data',
    'Fields are a fixed list without room for it.',
    LOGGER,
    REQUEST_LOG,
    'test/src/record/postgres-log.spec.ts',
  ),
  open(
    '16.3.1',
    2,
    'Sign-ins',
    "They are in the provider's log. Here a refused token is a line with 401, without who or where from.",
  ),
  met('16.3.2', 2, 'Refused calls', 'Each is a line with its status.', REQUEST_LOG),
  met(
    '16.3.3',
    2,
    'Security events',
    'Refusals are lines with 4xx; the inventory says which.',
    REQUEST_LOG,
    SECURITY,
  ),
  met(
    '16.3.4',
    2,
    'Unexpected errors',
    'By class and code.',
    LOGGER,
    'test/src/traces/traces.long.spec.ts',
  ),
  met('16.4.1', 2, 'Log injection', 'Lines are JSON of fixed sentences.', LOGGER),
  operator(
    '16.4.2',
    2,
    'Protecting logs',
    'Let only those read them who need to, and nothing change them.',
  ),
  operator('16.4.3', 2, 'Sending logs away', 'Collect standard output on another system.'),
  met(
    '16.5.1',
    2,
    'Errors say nothing inside',
    'A problem has a fixed sentence and a request id.',
    REFUSALS,
    OUTAGE,
  ),
  met(
    '16.5.2',
    2,
    'Others are down',
    'Commands work without Temporal; without Postgres they say so.',
    OUTAGE,
    'test/src/documents/outage.spec.ts',
  ),
  met(
    '16.5.3',
    2,
    'Failing closed',
    'What fails writes nothing, and software denies nothing.',
    OUTAGE,
    'test/src/use-cases/denial-keys.spec.ts',
  ),
];

const webRtc: readonly AsvsRow[] = [
  notApplicable('17.1.1', 2, 'TURN', NO_WEBRTC),
  notApplicable('17.2.1', 2, 'Keys of media', NO_WEBRTC),
  notApplicable('17.2.2', 2, 'Ciphers of media', NO_WEBRTC),
  notApplicable('17.2.3', 2, 'Authentic media', NO_WEBRTC),
  notApplicable('17.2.4', 2, 'Malformed media', NO_WEBRTC),
  notApplicable('17.3.1', 2, 'Floods of signals', NO_WEBRTC),
  notApplicable('17.3.2', 2, 'Malformed signals', NO_WEBRTC),
];

/** The chapters by number. */
export const CHAPTERS: readonly (readonly [string, readonly AsvsRow[]])[] = [
  ['Encoding', encoding],
  ['Validation and business logic', validation],
  ['Browsers', browser],
  ['Web services', webService],
  ['Files', files],
  ['Authentication', authentication],
  ['Sessions', sessions],
  ['Authorization', authorization],
  ['Self-contained tokens', tokens],
  ['OAuth and OpenID Connect', oauth],
  ['Cryptography', cryptography],
  ['Communication', communication],
  ['Configuration', configuration],
  ['Data protection', data],
  ['Coding and architecture', architecture],
  ['Logging and errors', logging],
  ['WebRTC', webRtc],
];
