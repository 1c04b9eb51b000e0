import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from './write-whole';

const MESSAGES_KEPT = 10_000;

const caughtMessage = z.strictObject({
  id: z.int(),
  messageId: z.string().nullable(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable().default(null),
  receivedAt: z.string(),
  deliveries: z.int(),
  headers: z.record(z.string(), z.string()),
});

/** A message the catcher accepted. */
export interface CaughtMessage {
  /** Its number, in order of arrival. */
  readonly id: number;
  /** RFC 5322 Message-ID, with its angle brackets; null when it had none. */
  readonly messageId: string | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same words as a page; null when it had none. */
  readonly html: string | null;
  /** UTC instant of the first delivery, by this machine's clock, in the sandbox too. */
  readonly receivedAt: string;
  /** How often this Message-ID was delivered; a repeat is counted, not listed again. */
  readonly deliveries: number;
  /** Lower-case names: auto-submitted, in-reply-to, references, reply-to and x-assent-*. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A message's content; the mailbox numbers it and counts deliveries. */
export type Received = Omit<CaughtMessage, 'id' | 'deliveries'>;

export interface Mailbox {
  accept(message: Received): void;
  /** Oldest first. */
  all(): readonly CaughtMessage[];
  clear(): void;
}

/**
 * A mailbox of the last ten thousand messages, in a file of JSON lines when one is named:
 * a message is a line, and so is each repeat of it, the last of which holds. A line that a
 * crash cut off is left out.
 *
 * @throws when the file cannot be read and written.
 */
export function openMailbox(file?: string): Mailbox {
  const messages = new Map<string, CaughtMessage>();
  const keep = (message: CaughtMessage): void => {
    messages.set(message.messageId ?? `unnamed ${message.id}`, message);
    const [oldest] = messages.keys();
    if (messages.size > MESSAGES_KEPT && oldest !== undefined) messages.delete(oldest);
  };
  if (file !== undefined) {
    try {
      for (const message of messagesIn(file)) keep(message);
      writeWhole(file, [...messages.values()].map(lineOf).join(''));
    } catch (cause) {
      const { message } = cause as Error;
      throw new Error(
        `captured mail cannot be stored in the file \`${file}\` (${message}); fix this, or move away what is there`,
        { cause },
      );
    }
  }
  let accepted = Math.max(0, ...[...messages.values()].map(({ id }) => id));
  return {
    accept: (received) => {
      const earlier = messages.get(received.messageId ?? '');
      if (!earlier) accepted += 1;
      const message = earlier
        ? { ...earlier, deliveries: earlier.deliveries + 1 }
        : { ...received, id: accepted, deliveries: 1 };
      if (file !== undefined) appendFileSync(file, lineOf(message));
      keep(message);
    },
    all: () => [...messages.values()],
    clear: () => {
      messages.clear();
      if (file !== undefined) writeWhole(file, '');
    },
  };
}

function messagesIn(file: string): CaughtMessage[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(messageOf);
}

function messageOf(line: string): CaughtMessage[] {
  try {
    return [caughtMessage.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

function lineOf(message: CaughtMessage): string {
  return `${JSON.stringify(message)}\n`;
}
