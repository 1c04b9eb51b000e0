import { reachability } from '../session/reachability';
import { unreachable } from '../shared/problem';

/**
 * The code of a page. Where it is missing because nothing can be reached, the page says so in its
 * place; the router's own answer, to load everything anew, is only for a newer release. It is not asked
 * for while nothing can be reached: what failed once, a browser does not load again on the same page.
 *
 * @throws Problem when the server does not answer
 */
export async function pageCode<Code>(load: () => Promise<Code>): Promise<Code> {
  if (!reachability.current() && !(await isAnswering())) throw unreachable();
  try {
    return await load();
  } catch (error) {
    throw (await isAnswering()) ? error : unreachable();
  }
}

function isAnswering(): Promise<boolean> {
  return fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}
