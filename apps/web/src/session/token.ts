/**
 * The access token, kept for this tab alone and as long as it is open, so that a reload does not
 * sign anybody out. Beside it stands the identity provider's word on who signed in, which signing
 * out there needs. Nothing else of the session is stored.
 */
const ACCESS = 'assent.token';
const IDENTITY = 'assent.id-token';

/** What signing in leads to. */
export interface Tokens {
  readonly access: string;
  /** The ID token (OpenID Connect Core, 2) that came with it; null at the local issuer. */
  readonly identity: string | null;
}

const listeners = new Set<() => void>();
let token = read(ACCESS);
let isUsed = token !== null;

/** The token that calls carry; null when nobody is signed in. */
export function currentToken(): string | null {
  return token;
}

export function currentIdToken(): string | null {
  return read(IDENTITY);
}

/** Puts tokens to use on this page, which must hold nothing of anybody else. */
export function keepToken(tokens: Tokens): void {
  isUsed = true;
  putIn(tokens.access, tokens);
}

/** Keeps tokens for the next page of this tab alone; this one has none from then on. */
export function leaveToNextPage(tokens: Tokens): void {
  putIn(null, tokens);
}

export function forgetToken(): void {
  putIn(null, null);
}

/** Whether somebody was signed in on this page, now or before, so that it may hold what is theirs. */
export function isSomebodysPage(): boolean {
  return isUsed;
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
