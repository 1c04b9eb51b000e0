import { reachability } from '../session/reachability';
import { unreachable } from '../shared/problem';

/**
 * The code of a page. If it is missing because nothing can be reached, the page says so in its
 * place; the router's own answer, to reload everything, is only for a newer release. It is not
 * requested while nothing can be reached: after a failure, a browser does not load it again on the
 * same page.
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
