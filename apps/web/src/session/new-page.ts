import { belongsToPerson, keepToken, leaveToNextPage, type Tokens } from './token';

let isGoing = false;

/**
 * Skips the browser's question before a new page. Must run before everything else that asks it,
 * including the router.
 */
export function prepareToGo(): void {
  const pass = (event: BeforeUnloadEvent) => {
    if (isGoing) event.stopImmediatePropagation();
    isGoing = false;
  };
  addEventListener('beforeunload', pass, { capture: true });
}

/** Replaces this page with a new one that holds nothing of it. It does not ask whether to stay. */
export function goToNewPage(address: string): void {
  isGoing = true;
  location.replace(address);
}

/** Continues as whoever signed in: on this page, or on a new one if it may be another person. */
export function beginAs(tokens: Tokens, address: string, goWithin: () => void): void {
  if (belongsToPerson()) {
    leaveToNextPage(tokens);
    goToNewPage(address);
  } else {
    keepToken(tokens);
    goWithin();
  }
}
