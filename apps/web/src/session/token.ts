/**
 * The access token, kept for this tab alone and as long as it is open, so that a reload does not
 * sign anybody out. Beside it stands the identity provider's word on who signed in, which signing
 * out there needs. Nothing else of the session is stored.
 */
const ACCESS = 'assent.token';
const IDENTITY = 'assent.id-token';

const listeners = new Set<() => void>();
let token = read(ACCESS);

/** The token that calls carry; null when nobody is signed in. */
export function currentToken(): string | null {
  return token;
}

/** The ID token (OpenID Connect Core, 2) that came with the token; null at the local issuer. */
export function currentIdToken(): string | null {
  return read(IDENTITY);
}

export function keepToken(next: string, idToken: string | null = null): void {
  token = next;
  store(ACCESS, next);
  store(IDENTITY, idToken);
  tell();
}

export function forgetToken(): void {
  token = null;
  store(ACCESS, null);
  store(IDENTITY, null);
  tell();
}

/** Forgets a token that was refused, unless somebody signed in again since it was sent. */
export function forgetRefused(refused: string): void {
  if (refused === token) forgetToken();
}

/** Hears of every sign-in and sign-out. */
export function onTokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    return;
  }
}
