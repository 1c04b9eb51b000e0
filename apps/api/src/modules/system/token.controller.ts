import { devOperations, tokenCommand } from '@assent/contracts';
import type { License, LineOfBusiness } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';

/** Signs a token for a subject and role, with a license and lines of business if given. */
export type IssueToken = (
  subject: string,
  role: string,
  license?: License,
  lines?: readonly LineOfBusiness[],
) => Promise<string>;
export const ISSUE_TOKEN = Symbol('issue token');

@Controller()
export class TokenController {
  constructor(@Inject(ISSUE_TOKEN) private readonly issue: IssueToken) {}

  @Serves(devOperations.issueToken)
  async token(
    @Body(new SchemaPipe(tokenCommand))
    { subject, role, license, lines }: Sent<typeof tokenCommand>,
  ) {
    return { token: await this.issue(subject, role, license, lines) };
  }
}
