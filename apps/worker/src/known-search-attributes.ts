import { errorFields, type Logger } from '@assent/platform';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { isGrpcServiceError, type Connection } from '@temporalio/client';

/** How long an answer of the namespace is taken for true, in milliseconds. */
const KNOWN_FOR = 60_000;
const TIMEOUT_MS = 5_000;

/** gRPC's UNIMPLEMENTED: the time-skipping server has no search attributes. */
const UNTOLD: readonly number[] = [12];

/** Whether the namespace has the search attributes, so that workflows may set them. */
export type Searchable = () => Promise<boolean>;

/**
 * Asks the namespace which search attributes it has, now and then: a workflow that sets one that is
 * missing fails its task until it is added. While Temporal does not answer, there are none.
 */
export function searchable(connection: Connection, namespace: string, log: Logger): Searchable {
  let answer: Promise<boolean> = Promise.resolve(false);
  let askedAt: number | null = null;

  async function ask(): Promise<boolean> {
    try {
      const { customAttributes } = await connection.withDeadline(Date.now() + TIMEOUT_MS, () =>
        connection.operatorService.listSearchAttributes({ namespace }),
      );
      return Object.keys(SEARCH_ATTRIBUTES).every((name) => name in customAttributes);
    } catch (error) {
      if (!isGrpcServiceError(error) || !UNTOLD.includes(error.code)) {
        log.warn('Temporal does not tell which search attributes it has', errorFields(error));
      }
      return false;
    }
  }

  return () => {
    const now = performance.now();
    if (askedAt === null || now - askedAt > KNOWN_FOR) {
      askedAt = now;
      answer = ask();
    }
    return answer;
  };
}
