import type { OutboxMessage } from './change';

/** A message as it is delivered, with the case that it is about. */
export type DeliverableMessage = OutboxMessage & {
  /** Null, as its number, if the record has no such case. */
  readonly caseId: string | null;
  readonly caseNumber: string | null;
};

/** Hands a message to its workflow. Repeating it must change nothing. */
export type DeliverMessage = (message: DeliverableMessage) => Promise<void>;

/** Thrown when Temporal refuses a message; names a code and nothing of the message. */
export class MessageNotTaken extends Error {
  override readonly name = 'MessageNotTaken';

  /** @param code of gRPC, like `UNAVAILABLE`: https://grpc.io/docs/guides/status-codes/ */
  constructor(code: string, options?: ErrorOptions) {
    super(`Temporal did not accept the message: \`${code}\``, options);
  }
}

/** The result of one batch of messages. */
export interface Relayed {
  readonly delivered: number;
  /** Those left for another time. */
  readonly failed: number;
}

/** Messages for workflows, written with the change that they report. */
export interface Outbox {
  /**
   * Takes up to `limit` messages that are due and not taken, oldest first, hands them all to
   * `deliver` at once and removes those delivered. A failed one stays, and is due again after a
   * pause that grows with its attempts. Safe to run anywhere, any number of times.
   * @throws RecordUnavailable
   */
  relayBatch(limit: number, deliver: DeliverMessage): Promise<Relayed>;
}
