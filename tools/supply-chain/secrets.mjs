/** What looks like a secret by its own form, so that nothing else does. */
const FORMS = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g],
  ['the private part of a JWK', /"d"\s*:\s*"[\w-]{42,}"/g],
  ['a signed token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g],
  ['a key of AWS', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g],
  ['a token of GitHub', /\b(?:gh[opsru]_[A-Za-z\d]{36}|github_pat_\w{22})/g],
  ['a token of npm', /\bnpm_[A-Za-z\d]{36}\b/g],
  ['a token of Slack', /\bxox[abeoprs]-[\w-]{10}/g],
  ['a key of Google', /\bAIza[\w-]{35}/g],
  ['a key of Stripe', /\b[rs]k_live_\w{16}/g],
  ['a key of an AI service', /\bsk-[\w-]{20}/g],
  ['a password in an address', /\b[a-z][a-z\d+]{1,20}:\/\/[\w%.-]{1,80}:([\w%!*.~-]{3,80})@/g],
];
/** Passwords of examples and tests. */
const INVENTED = new Set(['password', 'pass-word', 'letter-word', 'p%40w', 'assent']);

/**
 * The secrets in a text, by line; never the secret itself.
 *
 * @returns as `7: a private key`
 */
export function secretsIn(text) {
  return FORMS.flatMap(([what, form]) =>
    [...text.matchAll(form)]
      .filter(([, password]) => !INVENTED.has(password))
      .map(({ index }) => `${text.slice(0, index).split('\n').length}: ${what}`),
  );
}
