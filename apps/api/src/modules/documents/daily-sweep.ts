import { sweepDocuments, type DocumentStore, type Ports } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DOCUMENT_STORE, LOGGER, PORTS } from '../../dependencies';

/** In milliseconds. */
const A_DAY = 24 * 60 * 60_000;

/** Sweeps contents without a document when the API starts, and then every day. */
@Injectable()
export class DailySweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweep: () => Promise<number>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(PORTS) { records }: Ports,
    @Inject(DOCUMENT_STORE) store: DocumentStore,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.sweep = sweepDocuments({ records, store });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.attempt(), A_DAY).unref();
    void this.attempt();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private attempt(): Promise<void> {
    return this.sweep().then(
      (count) => this.log.info('document contents without a case were deleted', { count }),
      (error: unknown) =>
        this.log.warn('document contents without a case could not be deleted', errorFields(error)),
    );
  }
}
