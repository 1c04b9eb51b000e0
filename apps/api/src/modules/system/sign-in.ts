import { role, type SignInJson } from '@assent/contracts';
import type { ApiDependencies } from '../../dependencies';

/** How people sign in: at the local stack's own issuer, or at the identity provider. */
export function signInOffer({
  localIssuerKey,
  web,
}: Pick<ApiDependencies, 'localIssuerKey' | 'web'>): SignInJson {
  return localIssuerKey
    ? { kind: 'local-issuer', roles: role.options }
    : { kind: 'openid-connect', ...web.identity };
}
