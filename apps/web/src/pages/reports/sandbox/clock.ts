import { problemOf, unreachable } from '../../../shared/problem';

/*
 * Only the local stack has the sandbox's clock, so it is missing from the API description that
 * generates the client.
 */
const PATH = '/dev/clock';

/** How often to wait for unfinished work, and how long if the answer does not say. */
const TRIES = 30;
const SECONDS = 2;

/** Reads the sandbox's time. */
export async function readClock(): Promise<string> {
  return timeOf(await ask({}));
}

/**
 * Moves the sandbox's clock on, and waits until the work due by then is done.
 * @param onWait hears each time that some of it was not
 * @returns the time after that
 * @throws Problem
 */
export async function moveClock(to: string, onWait: () => void): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    if (answer.status !== 503 || tries === TRIES) return timeOf(answer);
    onWait();
    await seconds(Number(answer.headers.get('retry-after') ?? SECONDS));
  }
}

async function ask(init: RequestInit): Promise<Response> {
  try {
    return await fetch(PATH, init);
  } catch {
    throw unreachable();
  }
}

async function timeOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw problemOf(body, answer);
  if (typeof body === 'object' && body !== null && 'now' in body && typeof body.now === 'string') {
    return body.now;
  }
  throw problemOf(null, answer);
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}
