import { role, type SignInJson } from '@assent/contracts';
import type { ApiDependencies, Place } from '../../dependencies';

/** How people sign in: at the local stack's own issuer, or at the identity provider. */
export function signInOffer({
  localIssuerKey,
  web,
}: Pick<ApiDependencies, 'localIssuerKey' | 'web'>): SignInJson {
  return localIssuerKey
    ? { kind: 'local-issuer', roles: role.options }
    : { kind: 'openid-connect', ...web.identity };
}

export function placeOf(dependencies: ApiDependencies): Place {
  const { sandboxClock, web } = dependencies;
  return {
    signIn: signInOffer(dependencies),
    isSandbox: sandboxClock !== null,
    temporalUi: web.temporalUi,
  };
}
