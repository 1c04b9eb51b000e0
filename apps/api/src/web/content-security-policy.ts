import type { SignInJson } from '@assent/contracts';
import type { PolicyDirectives } from '../http/security-headers';

/**
 * What the web app's page may load: its own files and calls, pictures and documents made in the
 * page, and the identity provider if people sign in there.
 * @param otherOrigins where else the provider answers calls
 */
export function pagePolicy(signIn: SignInJson, otherOrigins: readonly string[]): PolicyDirectives {
  const provider =
    signIn.kind === 'openid-connect' ? [new URL(signIn.authority).origin, ...otherOrigins] : [];
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'", ...provider],
    fontSrc: ["'self'"],
    manifestSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameSrc: ['blob:'],
    objectSrc: ["'none'"],
  };
}
