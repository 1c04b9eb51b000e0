import type { OpenIdConnect } from './openid-connect';
import { text } from './text';
import type { Tokens } from './token';

/*
 * Signing in again without leaving the page: the provider is shown in a window of its own, which
 * is sent back to our callback and hands its address on to the page that waits. The address is
 * worth nothing without the verifier (RFC 7636), which never leaves the tab of that page. The page
 * and the window share no reference: our answers keep them apart (Cross-Origin-Opener-Policy).
 */
const CHANNEL = 'assent.sign-in';
const LOOK = 'popup,width=520,height=700';

/** A window for the provider, empty still; null when the browser refuses one. Call it in a press. */
export function openBeside(): Window | null {
  return window.open('', '', LOOK);
}

/** Signs in in that window. @param over ends the waiting */
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

/** Hands an answer of the provider on to the page that waits for it. */
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
