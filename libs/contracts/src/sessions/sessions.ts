import { z } from 'zod';
import { SHORT_TEXT_LENGTH, words } from '../http/wire';

/** Signing out: this session, or all of the person. */
export const signOutCommand = z.strictObject({
  everywhere: z.boolean().meta({
    description: 'Whether all tokens of the person are refused, or only those of this session',
  }),
});

/** Ending all sessions of a person. */
export const endSessionsCommand = z.strictObject({ subject: words(SHORT_TEXT_LENGTH) });

/** What an identity provider sends when a person signs out there (OpenID Connect Back-Channel Logout 1.0, 2.5). */
export const logoutRequest = z.object({ logout_token: z.string().max(20_000) });

export const sessionsEnded = z.strictObject({ ended: z.literal(true) });

export type SessionsEndedJson = z.infer<typeof sessionsEnded>;
