import type { SignInJson } from '@assent/contracts';

/**
 * What the web app's page may load (CSP Level 3): its own files and calls, pictures and documents
 * made in the page, and the identity provider if people sign in there.
 * @param otherOrigins where else the provider answers calls
 */
export function contentSecurityPolicy(signIn: SignInJson, otherOrigins: readonly string[]): string {
  const provider =
    signIn.kind === 'openid-connect' ? [new URL(signIn.authority).origin, ...otherOrigins] : [];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    ["connect-src 'self'", ...provider].join(' '),
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    'frame-src blob:',
    "object-src 'none'",
  ].join('; ');
}
