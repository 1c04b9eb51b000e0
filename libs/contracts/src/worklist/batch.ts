import type { Fault } from '@assent/domain';
import { z } from 'zod';
import { person } from '../case/assignment';
import { instant, shortText } from '../http/wire';

export const batchAction = z.enum(['claim', 'release', 'assign', 'snooze', 'unsnooze', 'repair']);

/** The action of each member, which needs it; no other accepts it. */
const BELONGS_TO = { assignee: 'assign', until: 'snooze', reason: 'snooze' } as const;

const belonging = Object.entries(BELONGS_TO).map(([member, action]) => ({
  member,
  isThatAction: { properties: { action: { const: action } } },
}));

export const batchCommand = z
  .strictObject({
    action: batchAction,
    ids: z.array(z.uuid().toLowerCase()).min(1).max(200),
    assignee: person.optional().meta({ description: 'For `assign`' }),
    until: instant.optional().meta({ description: 'For `snooze`' }),
    reason: shortText.optional().meta({ description: 'For `snooze`' }),
    preview: z
      .boolean()
      .default(false)
      .meta({ description: 'Shows what would happen without doing it' }),
  })
  .meta({
    description: 'One action for many cases',
    dependentSchemas: Object.fromEntries(
      belonging.map(({ member, isThatAction }) => [member, isThatAction]),
    ),
    allOf: belonging.map(({ member, isThatAction }) => ({
      if: { ...isThatAction, required: ['action'] },
      then: { required: [member] },
    })),
  });

/** What the schema cannot check in a batch: the members its action needs, or refuses. */
export function batchFaults(sent: unknown): readonly Fault[] {
  const { success, data } = z.looseObject({ action: batchAction }).safeParse(sent);
  if (!success) return [];
  return Object.entries(BELONGS_TO).flatMap(([path, action]) => {
    const isGiven = data[path] !== undefined;
    if (isGiven === (data.action === action)) return [];
    return isGiven
      ? { path, code: 'not-applicable', message: `is allowed for \`${action}\` only; leave it out` }
      : { path, code: 'required', message: `is required to \`${action}\`` };
  });
}

export const batchAnswer = z
  .strictObject({
    preview: z.boolean(),
    items: z.array(
      z.strictObject({
        id: z.uuid(),
        number: z.string().nullable(),
        ok: z.boolean(),
        code: z.string().nullable().meta({ description: 'The code of the refusal' }),
        detail: z.string().meta({ description: 'What was done, or why not' }),
      }),
    ),
  })
  .meta({ description: 'The result for each case, in the order sent' });

export type BatchAnswerJson = z.infer<typeof batchAnswer>;
