import type { Prescriber } from '@assent/application';
import {
  operations,
  suggestionQuestion,
  type AgentListJson,
  type GuidelineDescriptionJson,
  type PeopleListJson,
  type PrescriberListJson,
} from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accepted } from '../../http/http-problem';
import { read } from '../../http/input';
import { guidelineId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { toGuidelineJson } from './guideline.mapper';
import { REFERENCE, type ReferenceUseCases } from './reference-use-cases';

@Controller()
export class ReferenceController {
  constructor(@Inject(REFERENCE) private readonly reference: ReferenceUseCases) {}

  @Serves(operations.describeGuideline)
  async guideline(@Req() request: FastifyRequest): Promise<GuidelineDescriptionJson> {
    return toGuidelineJson(accepted(await this.reference.guideline(guidelineId(request))));
  }

  @Serves(operations.suggestAgents)
  async agents(@Req() request: FastifyRequest): Promise<AgentListJson> {
    const agents = await this.reference.agents(typedIn(request));
    return { items: agents.map(({ name, brands }) => ({ name, brands: [...brands] })) };
  }

  @Serves(operations.suggestPrescribers)
  async prescribers(@Req() request: FastifyRequest): Promise<PrescriberListJson> {
    return { items: (await this.reference.prescribers(typedIn(request))).map(toPrescriberJson) };
  }

  @Serves(operations.suggestPeople)
  async people(@Req() request: FastifyRequest): Promise<PeopleListJson> {
    const people = await this.reference.people(typedIn(request));
    return { items: people.map(({ subject, role }) => ({ subject, role })) };
  }
}

/** What has been typed so far. */
function typedIn({ body }: FastifyRequest): string {
  return read(suggestionQuestion, body).q;
}

function toPrescriberJson({ npi, name, phone, email }: Prescriber) {
  return { npi, name, phone: phone ?? null, email: email ?? null };
}
