import type {
  CaseCommand,
  CommandKey,
  CoverageRequest,
  DecideCase,
  GivenTerms,
  Ports,
} from '@assent/application';
import {
  caseQuery,
  clockRuleCommand,
  decisionCommand,
  expediteCommand,
  extensionCommand,
  oralNoticeCommand,
  findingsCommand,
  informationFrame,
  memberContactCommand,
  operations,
  prescriberCommand,
  receiptEvidenceCommand,
  withdrawCommand,
  type CaseJson,
  type CasePageJson,
  type ChangesNeededJson,
  type ClocksJson,
  type LetterPreviewJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Body, Controller, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { PORTS } from '../../dependencies';
import { requireOwnLine } from '../../http/case-guard';
import { CoverageRequestPipe } from '../../http/coverage-request.pipe';
import { sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { Caller, Lines, RequiredIdempotencyKey, RequiredVersion } from '../../http/parameters';
import { CaseId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { OnCase } from './case-command';
import { toCaseFilter } from './case-filter.mapper';
import { toCaseJson, toChangeJson, toClockJson, toOneCaseJson } from './case.mapper';
import { CASES, type CaseUseCases } from './case-use-cases';
import { PreviewedDecision, TakenDecision } from './taken-decision';
import { toLaterEntry } from './later-entry.mapper';
import { timelineText } from './timeline.mapper';

@Controller()
export class CasesController {
  constructor(
    @Inject(CASES) private readonly cases: CaseUseCases,
    @Inject(PORTS) private readonly ports: Ports,
  ) {}

  @Serves(operations.openCase)
  async open(
    @RequiredIdempotencyKey() command: CommandKey,
    @Body(CoverageRequestPipe) request: CoverageRequest,
    @Caller() actor: Actor,
    @Lines() lines: ReadableLines,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    requireOwnLine(lines, request.lineOfBusiness);
    const { view, replayed } = accepted(await this.cases.open({ request, actor, command }));
    reply.header('location', `/v1/cases/${view.record.id}`);
    if (replayed) reply.header('idempotency-replayed', 'true');
    return toOneCaseJson(view, actor);
  }

  @Serves(operations.listCases)
  async list(
    @Query(new SchemaPipe(caseQuery)) query: Sent<typeof caseQuery>,
    @Caller() reader: Actor,
    @Lines() lines: ReadableLines,
  ): Promise<CasePageJson> {
    const filter = { ...toCaseFilter(query, this.ports.settings), lines };
    const { items, nextCursor } = await this.cases.list(filter);
    return {
      items: items.map((view) => toCaseJson(view, reader)),
      nextCursor: sealedCursor('cases', nextCursor),
    };
  }

  @Serves(operations.viewCase)
  async view(@CaseId() id: string, @Caller() reader: Actor): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.cases.view(id)), reader);
  }

  @Serves(operations.giveInformation)
  async inform(
    @Body(new SchemaPipe(informationFrame)) sent: Sent<typeof informationFrame>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const { receivedAt, receipt, ...information } = sent;
    const entry = toLaterEntry({ receivedAt, receipt });
    return toOneCaseJson(
      accepted(await this.cases.inform({ ...information, ...entry, ...command })),
      command.actor,
    );
  }

  @Serves(operations.decideCase)
  async decide(
    @RequiredVersion() version: number,
    @TakenDecision() sent: Sent<typeof decisionCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const decision = toDecision(sent, { ...command, version });
    return toOneCaseJson(accepted(await this.cases.decide(decision)), command.actor);
  }

  @Serves(operations.previewDecision)
  async preview(
    @RequiredVersion() version: number,
    @PreviewedDecision() sent: Sent<typeof decisionCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<LetterPreviewJson> {
    const decision = toDecision(sent, { ...command, version });
    const { warnings, ...letters } = accepted(await this.cases.previewDecision(decision));
    return { ...letters, warnings: [...warnings] };
  }

  @Serves(operations.recordFindings)
  async recordFindings(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(findingsCommand)) { findings }: Sent<typeof findingsCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const found = await this.cases.recordFindings({ ...command, version, findings });
    return toOneCaseJson(accepted(found), command.actor);
  }

  @Serves(operations.showChangesNeeded)
  async changesNeeded(@CaseId() id: string, @Caller() reader: Actor): Promise<ChangesNeededJson> {
    const sets = accepted(await this.cases.changesNeeded(id, reader));
    return { sets: sets.map((changes) => ({ changes: changes.map(toChangeJson) })) };
  }

  @Serves(operations.withdrawCase)
  async withdraw(
    @Body(new SchemaPipe(withdrawCommand)) { reason }: Sent<typeof withdrawCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return toOneCaseJson(
      accepted(await this.cases.withdraw({ reason, ...command })),
      command.actor,
    );
  }

  @Serves(operations.changePrescriber)
  async changePrescriber(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(prescriberCommand)) { phone, email }: Sent<typeof prescriberCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const contact = {
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
    };
    const result = await this.cases.changePrescriber({ ...command, contact, version });
    return toOneCaseJson(accepted(result), command.actor);
  }

  @Serves(operations.changeMemberContact)
  async changeMemberContact(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(memberContactCommand)) sent: Sent<typeof memberContactCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const { address, email, language } = sent;
    const contact = {
      ...(language && { language }),
      ...(email !== undefined && { email }),
      ...(address !== undefined && { address }),
    };
    const result = await this.cases.changeMemberContact({ ...command, contact, version });
    return toOneCaseJson(accepted(result), command.actor);
  }

  @Serves(operations.showClocks)
  async clocks(@CaseId() id: string): Promise<ClocksJson> {
    return { items: accepted(await this.cases.clocks(id)).map((clock) => toClockJson(id, clock)) };
  }

  @Serves(operations.expediteCase)
  async expedite(
    @Body(new SchemaPipe(expediteCommand)) sent: Sent<typeof expediteCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const { by, reason, ...entry } = sent;
    return toOneCaseJson(
      accepted(await this.cases.expedite({ by, reason, ...toLaterEntry(entry), ...command })),
      command.actor,
    );
  }

  @Serves(operations.extendDeadline)
  async extend(
    @Body(new SchemaPipe(extensionCommand)) { reason }: Sent<typeof extensionCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.cases.extend({ reason, ...command })), command.actor);
  }

  @Serves(operations.applyClockRule)
  async applyClockRule(
    @Body(new SchemaPipe(clockRuleCommand)) { reason }: Sent<typeof clockRuleCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const applied = await this.cases.applyClockRule({ reason, ...command });
    return toOneCaseJson(accepted(applied), command.actor);
  }

  @Serves(operations.recordOralNotice)
  async recordOralNotice(
    @Body(new SchemaPipe(oralNoticeCommand)) { spokenAt, ...call }: Sent<typeof oralNoticeCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const at = spokenAt === undefined ? {} : { spokenAt: new Date(spokenAt) };
    return toOneCaseJson(
      accepted(await this.cases.recordOralNotice({ ...call, ...at, ...command })),
      command.actor,
    );
  }

  @Serves(operations.addReceiptEvidence)
  async addReceiptEvidence(
    @Body(new SchemaPipe(receiptEvidenceCommand)) sent: Sent<typeof receiptEvidenceCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const { evidence: kind, reference = null, document = null } = sent;
    return toOneCaseJson(
      accepted(await this.cases.addReceiptEvidence({ kind, reference, document, ...command })),
      command.actor,
    );
  }

  @Serves(operations.showTimeline)
  async timeline(
    @CaseId() id: string,
    @Caller() reader: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pieces = accepted(await this.cases.timeline(id, reader));
    await reply
      .type('application/json; charset=utf-8')
      .send(
        Readable.from(timelineText(pieces, this.ports.settings.timeZone), { objectMode: false }),
      );
  }
}

function toDecision(
  {
    approve,
    letterDigest,
    license,
    memberReason,
    seenDigest,
    ...decision
  }: Sent<typeof decisionCommand>,
  command: CaseCommand & { readonly version: number },
): DecideCase {
  return {
    ...decision,
    ...(approve && termsOf(approve)),
    ...(letterDigest !== undefined && { letterDigest }),
    ...(license && { license }),
    ...(seenDigest !== undefined && { seenDigest }),
    ...(memberReason !== undefined && { memberReason }),
    ...command,
  };
}

/** What an approval states: of the dose, whatever has no other meaning. */
function termsOf(approve: NonNullable<Sent<typeof decisionCommand>['approve']>): GivenTerms {
  const { months, start, reason, ...dosing } = approve as GivenTerms;
  return {
    ...(months !== undefined && { months }),
    ...(start !== undefined && { start }),
    ...(reason !== undefined && { reason }),
    dosing: dosing as Record<string, number>,
  };
}
