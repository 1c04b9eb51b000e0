import type { AppealCommand, CommandKey, PartialTerms } from '@assent/application';
import {
  appealCommand,
  appealDecisionCommand,
  appealQuery,
  approvedPartFaults,
  continueBenefitsCommand,
  expediteCommand,
  externalOutcomeCommand,
  findingsCommand,
  forwardingCommand,
  goodCauseCommand,
  operations,
  proofOfAuthorityCommand,
  vacateDismissalCommand,
  withdrawCommand,
  type AppealJson,
  type AppealPageJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { filePdf } from '@assent/letters';
import { Body, Controller, Inject, Query, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { Caller, IdempotencyKey, Lines } from '../../http/parameters';
import { AppealId, CaseId } from '../../http/path';
import { OptionalBodyPipe, SchemaPipe, type Sent } from '../../http/schema.pipe';
import { answerAsFile } from '../../http/security-headers';
import { Serves } from '../../http/serves.decorator';
import { toLaterEntry } from '../case/later-entry.mapper';
import { toAppealJson, toListedAppealJson } from './appeal.mapper';
import { toPaperFile } from './appeal-file.mapper';
import { APPEALS, type AppealUseCases } from './appeal-use-cases';
import { OnAppeal } from './on-appeal';
import { TakenAppealDecision } from './taken-appeal-decision';

@Controller()
export class AppealsController {
  constructor(@Inject(APPEALS) private readonly appeals: AppealUseCases) {}

  @Serves(operations.openAppeal)
  async open(
    @CaseId() caseId: string,
    @Body(new SchemaPipe(appealCommand)) sent: Sent<typeof appealCommand>,
    @Caller() actor: Actor,
    @IdempotencyKey() command: CommandKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppealJson> {
    const { by, urgency, reason, receivedAt, receipt, proofOfAuthority, continueBenefits } = sent;
    const view = accepted(
      await this.appeals.open({
        caseId,
        actor,
        by,
        urgency,
        reason,
        ...(command && { command }),
        ...toLaterEntry({ receivedAt, receipt }),
        ...(proofOfAuthority !== undefined && { proofOfAuthority }),
        ...(continueBenefits !== undefined && { continueBenefits }),
      }),
    );
    reply.header('location', `/v1/appeals/${view.appeal.id}`);
    return toAppealJson(view);
  }

  @Serves(operations.listAppeals)
  async list(
    @Query(new SchemaPipe(appealQuery)) query: Sent<typeof appealQuery>,
    @Lines() lines: ReadableLines,
  ): Promise<AppealPageJson> {
    const { status, caseId, cursor, limit } = query;
    const { items, nextCursor } = await this.appeals.list({
      lines,
      limit,
      ...(status && { status }),
      ...(caseId !== undefined && { caseId }),
      ...openedCursor('appeals', cursor),
    });
    return {
      items: items.map(toListedAppealJson),
      nextCursor: sealedCursor('appeals', nextCursor),
    };
  }

  @Serves(operations.viewAppeal)
  async view(@AppealId() id: string, @Caller() actor: Actor): Promise<AppealJson> {
    return toAppealJson(accepted(await this.appeals.view(id, actor)));
  }

  @Serves(operations.readAppealFile)
  async file(
    @AppealId() id: string,
    @Caller() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = accepted(await this.appeals.file(id, actor));
    const bytes = await filePdf(toPaperFile(file, this.appeals.timeZone));
    answerAsFile(reply);
    await reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': attachment(`${file.appeal.number}-file.pdf`),
        etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
      })
      .send(bytes);
  }

  @Serves(operations.decideAppeal)
  async decide(
    @OnAppeal() command: AppealCommand,
    @TakenAppealDecision()
    { decision, memberReason, rationale, license, approve }: Sent<typeof appealDecisionCommand>,
  ): Promise<AppealJson> {
    const reason = memberReason === undefined ? {} : { memberReason };
    const signed = { ...command, decision, rationale, ...reason, ...(license && { license }) };
    const decided = { ...signed, ...partOf(approve) };
    return toAppealJson(accepted(await this.appeals.decide(decided)));
  }

  @Serves(operations.recordAppealFindings)
  async recordFindings(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(findingsCommand)) { findings }: Sent<typeof findingsCommand>,
  ): Promise<AppealJson> {
    return toAppealJson(accepted(await this.appeals.recordFindings({ ...command, findings })));
  }

  @Serves(operations.expediteAppeal)
  async expedite(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(expediteCommand)) sent: Sent<typeof expediteCommand>,
  ): Promise<AppealJson> {
    const { by, reason, ...entry } = sent;
    const upgrade = { by, reason, ...toLaterEntry(entry) };
    return toAppealJson(accepted(await this.appeals.expedite({ ...command, ...upgrade })));
  }

  @Serves(operations.decideGoodCause)
  async decideGoodCause(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(goodCauseCommand))
    { accepted: isAccepted, reason, about }: Sent<typeof goodCauseCommand>,
  ): Promise<AppealJson> {
    const decided = { ...command, accepted: isAccepted, reason, ...(about && { about }) };
    return toAppealJson(accepted(await this.appeals.decideGoodCause(decided)));
  }

  @Serves(operations.vacateDismissal)
  async vacateDismissal(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(vacateDismissalCommand)) { reason }: Sent<typeof vacateDismissalCommand>,
  ): Promise<AppealJson> {
    return toAppealJson(accepted(await this.appeals.vacateDismissal({ ...command, reason })));
  }

  @Serves(operations.proveAuthority)
  async proveAuthority(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(proofOfAuthorityCommand))
    { document }: Sent<typeof proofOfAuthorityCommand>,
  ): Promise<AppealJson> {
    return toAppealJson(accepted(await this.appeals.proveAuthority({ ...command, document })));
  }

  @Serves(operations.continueBenefits)
  async continueBenefits(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(continueBenefitsCommand))
    { by, receivedAt }: Sent<typeof continueBenefitsCommand>,
  ): Promise<AppealJson> {
    const asked = {
      ...command,
      by,
      ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt) }),
    };
    return toAppealJson(accepted(await this.appeals.continueBenefits(asked)));
  }

  @Serves(operations.withdrawAppeal)
  async withdraw(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(withdrawCommand)) { reason }: Sent<typeof withdrawCommand>,
  ): Promise<AppealJson> {
    return toAppealJson(accepted(await this.appeals.withdraw({ ...command, reason })));
  }

  @Serves(operations.forwardAppeal)
  async forward(
    @OnAppeal() command: AppealCommand,
    @Body(new OptionalBodyPipe(forwardingCommand))
    { reviewAskedAt: at }: Sent<typeof forwardingCommand>,
  ): Promise<AppealJson> {
    const forwarded = { ...command, ...(at !== undefined && { reviewAskedAt: new Date(at) }) };
    return toAppealJson(accepted(await this.appeals.forward(forwarded)));
  }

  @Serves(operations.recordExternalOutcome)
  async recordOutcome(
    @OnAppeal() command: AppealCommand,
    @Body(new SchemaPipe(externalOutcomeCommand, approvedPartFaults))
    { outcome, note, approve }: Sent<typeof externalOutcomeCommand>,
  ): Promise<AppealJson> {
    const recorded = { ...command, outcome, note, ...partOf(approve) };
    return toAppealJson(accepted(await this.appeals.recordOutcome(recorded)));
  }
}

/** What a partial approval states: of the dose, whatever has no other meaning. */
function partOf(approve: Sent<typeof appealDecisionCommand>['approve']): PartialTerms {
  if (!approve) return {};
  const { months, start, ...dosing } = approve as PartialTerms;
  return {
    ...(months !== undefined && { months }),
    ...(start !== undefined && { start }),
    dosing: dosing as Record<string, number>,
  };
}
