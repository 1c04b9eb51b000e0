import { devOperations, tokenCommand } from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { read } from '../../http/input';
import { Serves } from '../../http/serves.decorator';

/** Signs a token for a subject and role. */
export type IssueToken = (subject: string, role: string) => Promise<string>;
export const ISSUE_TOKEN = Symbol('issue token');

@Controller()
export class TokenController {
  constructor(@Inject(ISSUE_TOKEN) private readonly issue: IssueToken) {}

  @Serves(devOperations.issueToken)
  async token(@Req() request: FastifyRequest) {
    const { subject, role } = read(tokenCommand, request.body);
    return { token: await this.issue(subject, role) };
  }
}
