/**
 * The access token, kept only for this tab and while it is open, so that a reload signs no one
 * out. Next to it is the identity provider's ID token, which signing out there needs. Nothing else
 * of the session is stored.
 */
const ACCESS = 'assent.token';
const IDENTITY = 'assent.id-token';

/** The result of signing in. */
export interface Tokens {
  readonly access: string;
  /** The ID token (OpenID Connect Core, 2) that came with it; null at the local issuer. */
  readonly identity: string | null;
}

const listeners = new Set<() => void>();
let token = read(ACCESS);
let isUsed = token !== null;

/** The token that calls carry; null if signed out. */
export function currentToken(): string | null {
  return token;
}

export function currentIdToken(): string | null {
  return read(IDENTITY);
}

/** Uses tokens on this page, which must hold nothing of anyone else. */
export function keepToken(tokens: Tokens): void {
  isUsed = true;
  putIn(tokens.access, tokens);
}

/** Keeps tokens for this tab's next page only; this one has none from now on. */
export function leaveToNextPage(tokens: Tokens): void {
  putIn(null, tokens);
}

export function forgetToken(): void {
  putIn(null, null);
}

/** Whether anyone was signed in on this page, now or before, so that it may hold their data. */
export function belongsToPerson(): boolean {
  return isUsed;
}

/** Forgets a refused token, unless a new sign-in came after it was sent. */
export function forgetRefused(refused: string): void {
  if (refused === token) forgetToken();
}

/** Hears every sign-in and sign-out. */
export function onTokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function putIn(used: string | null, stored: Tokens | null): void {
  token = used;
  store(ACCESS, stored?.access ?? null);
  store(IDENTITY, stored?.identity ?? null);
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
