import { operations, type AuditStateJson } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { errorFields, type Logger } from '@assent/platform';
import { Controller, Inject, type BeforeApplicationShutdown } from '@nestjs/common';
import { LOGGER } from '../../dependencies';
import { HttpProblem } from '../../http/http-problem';
import { Caller } from '../../http/parameters';
import { Serves } from '../../http/serves.decorator';
import { AUDIT, type AuditUseCases } from './audit-use-cases';
import { toAuditJson } from './audit.mapper';

@Controller()
export class AuditController implements BeforeApplicationShutdown {
  /** What settles when the check of this process has ended. */
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(AUDIT) private readonly audit: AuditUseCases,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @Serves(operations.showAudit)
  async show(): Promise<AuditStateJson> {
    return toAuditJson(await this.audit.show());
  }

  /** Answers at once; whoever waits for the result asks again. */
  @Serves(operations.checkAudit)
  async check(@Caller() actor: Actor): Promise<AuditStateJson> {
    const { canCheck } = await this.audit.show();
    if (!canCheck) {
      throw new HttpProblem(
        'audit-not-checkable',
        'this system does not know where the seals of the audit are kept; set AUDIT_SEALS_FOLDER and AUDIT_PUBLIC_KEYS',
      );
    }
    const started = await this.audit.check(actor);
    if (started) {
      this.running = started.ended.catch((error: unknown) =>
        this.log.warn('the result of a check of the audit could not be kept', errorFields(error)),
      );
    }
    return this.show();
  }

  /** Its connections are closed after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.running;
  }
}
