import type { OutboxMessage } from './change';

/** Hands a message to its workflow. Handing over the same message again must change nothing. */
export type DeliverMessage = (message: OutboxMessage) => Promise<void>;

/** Thrown when Temporal does not take a message; it names a code and nothing of the message. */
export class MessageNotTaken extends Error {
  override readonly name = 'MessageNotTaken';

  /** @param code of gRPC, such as `UNAVAILABLE`, as https://grpc.io/docs/guides/status-codes/ lists them */
  constructor(code: string, options?: ErrorOptions) {
    super(`Temporal did not accept the message: \`${code}\``, options);
  }
}

/** What was done with one batch of messages. */
export interface Relayed {
  readonly delivered: number;
  /** Those that stay for another time. */
  readonly failed: number;
}

/** Messages for workflows, written with the change that they tell of. */
export interface Outbox {
  /**
   * Takes up to `limit` messages that are due and that nobody else has taken, oldest first, hands
   * them all to `deliver` at once and removes those delivered. A failed one stays, and is due
   * again after a pause that grows with its attempts. Safe to run anywhere as often as wished.
   * @throws RecordUnavailable
   */
  relayBatch(limit: number, deliver: DeliverMessage): Promise<Relayed>;
}
