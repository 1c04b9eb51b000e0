import { CALL_OUTCOMES } from '@assent/domain';
import { z } from 'zod';
import { actor, instant, RATIONALE_LENGTH, words } from '../http/wire';

/** A prescriber's request for a call. */
export const callRequest = z
  .strictObject({
    slots: z.array(instant).min(1).max(10).meta({
      description: 'When the prescriber can be called; each in the future',
    }),
  })
  .meta({ description: 'A request for a peer-to-peer call with a reviewer' });

/** Which time was agreed. */
export const callAppointment = z
  .strictObject({
    slot: instant.meta({ description: 'One of the times of the request' }),
  })
  .meta({ description: 'The time that was agreed for a peer-to-peer call' });

/** How an appointment went. */
export const callOutcome = z
  .strictObject({ outcome: z.enum(CALL_OUTCOMES), note: words(RATIONALE_LENGTH) })
  .meta({ description: 'How a peer-to-peer call went' });

export const peerToPeer = z
  .strictObject({
    id: z.uuid(),
    caseId: z.uuid(),
    requestedAt: instant,
    by: actor,
    slots: z.array(instant),
    agreed: z
      .strictObject({ slot: instant, by: actor, at: instant })
      .nullable()
      .meta({ description: 'The time that was agreed for the next appointment' }),
    dueAt: instant.meta({ description: 'When the plan owes the call' }),
    isOwed: z.boolean().meta({
      description:
        'Until it is held or the prescriber misses it; a call that the plan misses is still owed',
    }),
    attempts: z
      .array(
        z.strictObject({
          outcome: z.enum(CALL_OUTCOMES),
          note: z.string(),
          slot: instant
            .nullable()
            .meta({ description: 'The time that was agreed for it; null if none was recorded' }),
          by: actor,
          at: instant,
        }),
      )
      .meta({ description: 'How each appointment went, oldest first' }),
  })
  .meta({ description: 'A request for a peer-to-peer call, and how its appointments went' });

export const peerToPeerList = z.strictObject({ items: z.array(peerToPeer) });

export type PeerToPeerJson = z.infer<typeof peerToPeer>;
export type PeerToPeerListJson = z.infer<typeof peerToPeerList>;
