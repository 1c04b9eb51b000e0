import type { MemberView } from '@assent/application';
import { memberSearch, operations, type MemberJson, type MemberPageJson } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import type { Viewer } from '../../http/case-guard';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { CallerWithLines } from '../../http/parameters';
import { MemberId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { toSummaryJson } from '../worklist/work.mapper';
import { REFERENCE, type ReferenceUseCases } from './reference-use-cases';

/** Members, by search or our id, with their open cases and authorizations. */
@Controller()
export class MembersController {
  constructor(@Inject(REFERENCE) private readonly reference: ReferenceUseCases) {}

  @Serves(operations.searchMembers)
  async search(
    @Body(new SchemaPipe(memberSearch)) { text, limit, cursor }: Sent<typeof memberSearch>,
    @CallerWithLines() reader: Viewer,
  ): Promise<MemberPageJson> {
    const { items, nextCursor } = await this.reference.members(text, {
      lines: reader.lines,
      limit,
      ...openedCursor('members', cursor),
    });
    return {
      items: items.map((member) => toMemberJson(member, reader)),
      nextCursor: sealedCursor('members', nextCursor),
    };
  }

  @Serves(operations.viewMember)
  async view(@MemberId() id: string, @CallerWithLines() reader: Viewer): Promise<MemberJson> {
    return toMemberJson(accepted(await this.reference.member(id, reader.lines)), reader);
  }
}

function toMemberJson(member: MemberView, reader: Actor): MemberJson {
  return {
    id: member.id,
    memberId: member.memberId,
    name: `${member.givenName} ${member.familyName}`,
    birthDate: member.birthDate,
    openCases: member.openCases.map((each) => toSummaryJson(each, reader)),
    authorizations: member.authorizations.map(toAuthorizationJson),
  };
}
