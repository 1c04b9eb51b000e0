import { freePort } from '@assent/local';
import { generateKeyPairSync } from 'node:crypto';
import type { Server } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';

/** What the web app asked the provider for, as the parameters of RFC 6749 and RFC 7636. */
export type AuthorizationRequest = Readonly<Record<string, unknown>>;

/** A real provider of OpenID Connect, at which everybody is who they say. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Of its token endpoint: another name of the same server, so another origin to a browser. */
  readonly tokenOrigin: string;
  /** Every request to sign in, the newest last. */
  readonly asked: readonly AuthorizationRequest[];
  /** How long access tokens that it issues from now on are good, in seconds. */
  lifetime: number;
  stop(): Promise<void>;
}

export const AUDIENCE = 'assent';
export const CLIENT_ID = 'staff-web';

const HOUR = 3_600;

/**
 * @param web the origin of the web app, the one client
 * @param roles the claim of each login; none of any other
 */
export async function startIdentityProvider(
  web: string,
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<IdentityProvider> {
  const { port } = await freePort(3700);
  const issuer = `http://127.0.0.1:${port}`;
  const tokenOrigin = `http://localhost:${port}`;
  const asked: AuthorizationRequest[] = [];
  const state = { lifetime: HOUR };
  const provider = new Provider(issuer, configuration(web, roles, state));
  provider.use(async (context, next) => {
    if (context.path === '/auth') asked.push({ ...context.query });
    await next();
    if (context.path === '/.well-known/openid-configuration') {
      const described: unknown = context.body;
      context.body = Object.assign({}, described, { token_endpoint: `${tokenOrigin}/token` });
    }
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(port, () => resolve(listening));
  });
  return {
    issuer,
    tokenOrigin,
    asked,
    get lifetime() {
      return state.lifetime;
    },
    set lifetime(seconds) {
      state.lifetime = seconds;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configuration(
  web: string,
  roles: Readonly<Record<string, readonly string[]>>,
  state: { readonly lifetime: number },
): Configuration {
  return {
    jwks: { keys: [signingKey()] },
    cookies: { keys: ['a key of this test'] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${web}/sign-in/callback`],
        post_logout_redirect_uris: [`${web}/sign-in`],
        backchannel_logout_uri: `${web}/v1/back-channel-logout`,
      },
    ],
    clientBasedCORS: (_context, origin) => origin === web,
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    extraTokenClaims: (_context, token) =>
      'accountId' in token ? { roles: roles[token.accountId] ?? [] } : undefined,
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:assent',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: state.lifetime,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'EC', alg: 'ES256', use: 'sig', kid: 'a' };
}
