import { unreachable } from '../session/problem';

/**
 * The code of a page. Where it is missing because nothing can be reached, the page says so in its
 * place; the router's own answer, to load everything anew, is only for a newer release.
 *
 * @throws Problem when the server does not answer
 */
export async function pageCode<Code>(load: () => Promise<Code>): Promise<Code> {
  try {
    return await load();
  } catch (error) {
    const isAnswering = await fetch('/healthz', { cache: 'no-store' }).then(
      () => true,
      () => false,
    );
    throw isAnswering ? error : unreachable();
  }
}
