import type { MemberView } from '@assent/application';
import { memberSearch, operations, type MemberJson, type MemberPageJson } from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { read } from '../../http/input';
import { memberPathId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { toSummaryJson } from '../worklist/work.mapper';
import { REFERENCE, type ReferenceUseCases } from './reference-use-cases';

/** Members, found or named by our id, with their open cases and authorizations. */
@Controller()
export class MembersController {
  constructor(@Inject(REFERENCE) private readonly reference: ReferenceUseCases) {}

  @Serves(operations.searchMembers)
  async search(@Req() request: FastifyRequest): Promise<MemberPageJson> {
    const { text, limit, cursor } = read(memberSearch, request.body);
    const { items, nextCursor } = await this.reference.members(text, {
      limit,
      ...openedCursor('members', cursor),
    });
    return { items: items.map(toMemberJson), nextCursor: sealedCursor('members', nextCursor) };
  }

  @Serves(operations.viewMember)
  async view(@Req() request: FastifyRequest): Promise<MemberJson> {
    return toMemberJson(accepted(await this.reference.member(memberPathId(request))));
  }
}

function toMemberJson(member: MemberView): MemberJson {
  return {
    id: member.id,
    memberId: member.memberId,
    name: `${member.givenName} ${member.familyName}`,
    birthDate: member.birthDate,
    openCases: member.openCases.map(toSummaryJson),
    authorizations: member.authorizations.map(toAuthorizationJson),
  };
}
