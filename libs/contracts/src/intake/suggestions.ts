import { MAX_NAME_LENGTH, textUpTo } from '@assent/criteria';
import { z } from 'zod';
import { actor } from '../http/wire';

/** Sent as a body, to keep names out of addresses. */
export const suggestionQuestion = z.strictObject({
  q: textUpTo(MAX_NAME_LENGTH).default('').meta({ description: 'The text typed so far' }),
});

export const agentList = z.strictObject({
  items: z.array(z.strictObject({ name: z.string(), brands: z.array(z.string()) })),
});

export const prescriberList = z.strictObject({
  items: z.array(
    z.strictObject({
      npi: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
});

export const peopleList = z.strictObject({ items: z.array(actor) });

export type AgentListJson = z.infer<typeof agentList>;

export type PrescriberListJson = z.infer<typeof prescriberList>;

export type PeopleListJson = z.infer<typeof peopleList>;
