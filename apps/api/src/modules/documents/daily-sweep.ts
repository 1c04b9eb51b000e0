import { sweepDocuments, type SweepPorts } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import type { FastifyInstance } from 'fastify';

/** In milliseconds. */
const A_DAY = 24 * 60 * 60_000;

/** Sweeps up contents without a document when the API begins to listen, and then every day. */
export function sweepDaily(server: FastifyInstance, ports: SweepPorts, log: Logger): void {
  const sweep = sweepDocuments(ports);
  const attempt = () =>
    sweep().then(
      (count) => log.info('document contents without a case were deleted', { count }),
      (error: unknown) =>
        log.warn('document contents without a case could not be deleted', errorFields(error)),
    );
  let timer: NodeJS.Timeout | undefined;
  server.addHook('onListen', (done) => {
    timer = setInterval(() => void attempt(), A_DAY).unref();
    void attempt();
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
}
