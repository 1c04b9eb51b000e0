/**
 * The access token, kept for this tab alone and as long as it is open, so that a reload does not
 * sign anybody out. Nothing else of the session is stored.
 */
const NAME = 'assent.token';

const listeners = new Set<() => void>();
let token = read();

/** The token that calls carry; null when nobody is signed in. */
export function currentToken(): string | null {
  return token;
}

export function keepToken(next: string): void {
  token = next;
  store(next);
  tell();
}

export function forgetToken(): void {
  token = null;
  store(null);
  tell();
}

/** Hears of every sign-in and sign-out. */
export function onTokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function read(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}

function store(value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, value);
  } catch {
    return;
  }
}
