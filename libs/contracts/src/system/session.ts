import { z } from 'zod';
import { TOLD_PERMISSIONS } from '../http/permissions';
import { instant, license, lineOfBusiness, role } from '../http/wire';

export const session = z
  .strictObject({
    subject: z.string(),
    roles: z.array(role),
    permissions: z.array(z.enum(TOLD_PERMISSIONS)),
    mayDeny: z.boolean(),
    license: license.nullable().meta({
      description: "As the person's token states it; null if it does not",
    }),
    lines: z.array(lineOfBusiness).nullable().meta({
      description: 'The lines of business that the person reads; null for all',
    }),
    payer: z.strictObject({ name: z.string(), timeZone: z.string() }),
    isSandbox: z.boolean(),
    temporalUi: z.string().nullable(),
    drugs: z
      .array(z.strictObject({ id: z.string(), names: z.array(z.string()) }))
      .meta({ description: 'The drugs that have a guideline' }),
    exceptions: z.strictObject({ maxMonths: z.int(), aloneMonths: z.int() }).meta({
      description:
        'How many months a pharmacist can approve although not all criteria are met, and how many of them without a second person who agrees',
    }),
    starts: z.strictObject({ reviewedAfterDays: z.int(), refusedAfterMonths: z.int() }).meta({
      description:
        'How far ahead coverage can be requested: a start more than these days after receipt goes to clinical review, and a start more than these months ahead is refused',
    }),
    now: instant,
  })
  .meta({ description: 'Who is signed in, what they may do, and the system they are in' });

/** How a person signs in to the web app. */
export const signIn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local-issuer'), roles: z.array(role) }),
  z.strictObject({
    kind: z.literal('openid-connect'),
    authority: z.url(),
    clientId: z.string(),
    scope: z.string(),
  }),
]);

export type SessionJson = z.infer<typeof session>;

export type SignInJson = z.infer<typeof signIn>;
