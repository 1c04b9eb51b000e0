import { z } from 'zod';
import { actor, instant } from '../http/wire';

export const timeline = z
  .strictObject({
    items: z.array(
      z.strictObject({
        at: instant,
        type: z.enum([
          'case-opened',
          'continuation-opened',
          'information-given',
          'determined',
          'information-requested',
          'handed-to-review',
          'escalated',
          'expedited',
          'deadline-extended',
          'oral-notice-given',
          'clock-stopped',
          'peer-to-peer-requested',
          'peer-to-peer-outcome',
          'appeal-opened',
          'appeal-expedited',
          'appeal-escalated',
          'appeal-decided',
          'appeal-withdrawn',
          'appeal-forwarded',
          'appeal-outcome',
          'findings-recorded',
          'approved',
          'denied',
          'withdrawn',
          'routed',
          'notice-sent',
          'notice-undeliverable',
          'member-letter-sent',
          'member-letter-to-print',
          'cover-lapsed',
          'cover-restored',
          'coverage-moved',
          'authorization-ended',
          'assigned',
          'released',
          'snoozed',
          'unsnoozed',
          'handed-up',
          'handed-back',
          'opinion-asked',
          'opinion-given',
          'document-added',
          'prescriber-changed',
          'reminded',
          'repaired',
        ]),
        actor,
        summary: z.string(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ description: 'Everything that happened to a case, oldest first' });

export type TimelineJson = z.infer<typeof timeline>;
