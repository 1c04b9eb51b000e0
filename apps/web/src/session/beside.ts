import type { OpenIdConnect } from './openid-connect';
import { text } from './text';
import type { Tokens } from './token';

/*
 * Signs in again without leaving the page: the provider opens in its own window, which returns to
 * our callback and passes its address to the waiting page. The address is worth nothing without the
 * verifier (RFC 7636), which never leaves the tab of that page. The page and the window share no
 * reference: our answers keep them apart (Cross-Origin-Opener-Policy).
 */
const CHANNEL = 'assent.sign-in';
const LOOK = 'popup,width=520,height=700';

/** A window for the provider, still empty; null if the browser refuses. Call it in a press. */
export function openBeside(): Window | null {
  return window.open('', '', LOOK);
}

/** Signs in through that window. @param over ends the wait */
export async function signInBeside(
  provider: OpenIdConnect,
  beside: Window,
  over: AbortSignal,
): Promise<Tokens> {
  const { addresseeOf, beginBeside, finish } = await import('./openid-connect');
  const request = await beginBeside(provider).catch(() => {
    beside.close();
    throw new Error(text.provider.unreachable);
  });
  const isMine = (answer: string) => addresseeOf(answer).state === request.state;
  const answer = heard(isMine, over);
  beside.location.href = request.url;
  const { tokens } = await finish(provider, await answer);
  return tokens;
}

/** Passes an answer of the provider to the page that waits for it. */
export function handOn(answer: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(answer);
  channel.close();
  window.close();
}

function heard(isMine: (answer: string) => boolean, over: AbortSignal): Promise<string> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<string>((resolve, reject) => {
    over.addEventListener('abort', () => reject(new Error('the sign-in was abandoned')));
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && isMine(data)) resolve(data);
    });
  }).finally(() => channel.close());
}
