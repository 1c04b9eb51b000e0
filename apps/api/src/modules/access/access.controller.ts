import type { CommandKey, ListedAccess } from '@assent/application';
import {
  accessQuery,
  accessReason,
  operations,
  type CaseAccessJson,
  type CaseAccessPageJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Body, Controller, Inject, Query } from '@nestjs/common';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { Caller, IdempotencyKey, Lines } from '../../http/parameters';
import { CaseId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { ACCESS_USE_CASES, type AccessUseCases } from './access-use-cases';

/** Cases of another line of business, opened with a reason. */
@Controller()
export class AccessController {
  constructor(@Inject(ACCESS_USE_CASES) private readonly access: AccessUseCases) {}

  @Serves(operations.openWithReason)
  async open(
    @CaseId() caseId: string,
    @Body(new SchemaPipe(accessReason)) { reason }: Sent<typeof accessReason>,
    @Caller() actor: Actor,
    @IdempotencyKey() command: CommandKey | undefined,
  ): Promise<CaseAccessJson> {
    const opened = await this.access.open({ caseId, actor, reason, ...(command && { command }) });
    return toAccessJson(accepted(opened));
  }

  @Serves(operations.listAccess)
  async list(
    @Query(new SchemaPipe(accessQuery)) { caseId, cursor, limit }: Sent<typeof accessQuery>,
    @Lines() lines: ReadableLines,
  ): Promise<CaseAccessPageJson> {
    const { items, nextCursor } = await this.access.list({
      lines,
      limit,
      ...(caseId !== undefined && { caseId }),
      ...openedCursor('access', cursor),
    });
    return { items: items.map(toAccessJson), nextCursor: sealedCursor('access', nextCursor) };
  }
}

function toAccessJson({ access, of: { number, lineOfBusiness } }: ListedAccess): CaseAccessJson {
  const { id, caseId, by, reason, at, until } = access;
  return {
    id,
    caseId,
    caseNumber: number,
    lineOfBusiness,
    by: { subject: by.subject, role: by.role },
    reason,
    at: at.toISOString(),
    until: until.toISOString(),
  };
}
