import type { Prescriber } from '@assent/application';
import {
  operations,
  suggestionQuestion,
  type AgentListJson,
  type GuidelineDescriptionJson,
  type PeopleListJson,
  type PrescriberListJson,
} from '@assent/contracts';
import { Body, Controller, Inject, Param } from '@nestjs/common';
import { accepted } from '../../http/http-problem';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { toGuidelineJson } from './guideline.mapper';
import { REFERENCE, type ReferenceUseCases } from './reference-use-cases';

/** The text typed so far. */
type TypedIn = Sent<typeof suggestionQuestion>;
const TYPED_IN = new SchemaPipe(suggestionQuestion);

@Controller()
export class ReferenceController {
  constructor(@Inject(REFERENCE) private readonly reference: ReferenceUseCases) {}

  @Serves(operations.describeGuideline)
  async guideline(@Param('guidelineId') id: string): Promise<GuidelineDescriptionJson> {
    return toGuidelineJson(accepted(await this.reference.guideline(id)));
  }

  @Serves(operations.suggestAgents)
  async agents(@Body(TYPED_IN) { q }: TypedIn): Promise<AgentListJson> {
    const agents = await this.reference.agents(q);
    return { items: agents.map(({ name, brands }) => ({ name, brands: [...brands] })) };
  }

  @Serves(operations.suggestPrescribers)
  async prescribers(@Body(TYPED_IN) { q }: TypedIn): Promise<PrescriberListJson> {
    return { items: (await this.reference.prescribers(q)).map(toPrescriberJson) };
  }

  @Serves(operations.suggestPeople)
  async people(@Body(TYPED_IN) { q }: TypedIn): Promise<PeopleListJson> {
    const people = await this.reference.people(q);
    return { items: people.map(({ subject, role }) => ({ subject, role })) };
  }
}

function toPrescriberJson({ npi, name, phone, email }: Prescriber) {
  return { npi, name, phone: phone ?? null, email: email ?? null };
}
