import { isSomebodysPage, keepToken, leaveToNextPage, type Tokens } from './token';

let isGoing = false;

/**
 * Lets a page go for a new one without the browser's question. Comes before whoever else asks it, the
 * router too.
 */
export function prepareToGo(): void {
  const pass = (event: BeforeUnloadEvent) => {
    if (isGoing) event.stopImmediatePropagation();
    isGoing = false;
  };
  addEventListener('beforeunload', pass, { capture: true });
}

/** Loads a new page in this one's place, which holds nothing of it. Nobody is asked whether to stay. */
export function goToNewPage(address: string): void {
  isGoing = true;
  location.replace(address);
}

/** Goes on for whoever signed in: within the page, or on a new one where this may be somebody else's. */
export function beginAs(tokens: Tokens, address: string, goWithin: () => void): void {
  if (isSomebodysPage()) {
    leaveToNextPage(tokens);
    goToNewPage(address);
  } else {
    keepToken(tokens);
    goWithin();
  }
}
