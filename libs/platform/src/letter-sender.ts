import { LetterNotAccepted, type Letter } from '@assent/application';
import { createTransport } from 'nodemailer';
import { z } from 'zod';

/** Hands letters to a mail server over SMTP (RFC 5321). */
export interface MailServer {
  /** @throws LetterNotAccepted */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** In milliseconds: how long a mail server may be silent, and may take for a whole letter. */
const SILENCE_TIMEOUT_MS = 6_000;
const SEND_TIMEOUT_MS = 10_000;

/**
 * @param smtpUrl `smtp://` or `smtps://`, with user and password if the server needs them
 * @param from the sender, as `Name <address>`
 * @param replyTo where answers go, in the same form; null for the sender
 */
export function mailServer({
  smtpUrl,
  from,
  replyTo = null,
}: {
  readonly smtpUrl: string;
  readonly from: string;
  readonly replyTo?: string | null;
}): MailServer {
  const domain = domainOf(from);
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    // As many as letters sent at the same time, so that none waits for a connection.
    maxConnections: 8,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    greetingTimeout: SILENCE_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text, html }: Letter) {
      try {
        await transport.sendMail({
          // A letter always has the same Message-ID, which identifies repeats.
          messageId: `<${id}@${domain}>`,
          from,
          ...(replyTo !== null && { replyTo }),
          to: { name: '', address: to },
          subject,
          text,
          ...(html !== undefined && { html }),
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
        });
      } catch (error) {
        throw new LetterNotAccepted(codeOf(error), isFinal(error));
      }
    },
    close: () => transport.close(),
  };
}

/**
 * Whether the answer is permanent (5yz of RFC 5321, 4.2.1) and about this letter: its recipient or
 * its content. One about the connection, the account or the sender concerns every letter, and the
 * operator fixes it.
 */
function isFinal(error: unknown): boolean {
  const { responseCode, command, code } = failure.parse(error);
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE';
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

function codeOf(error: unknown): string {
  const { responseCode, code } = failure.parse(error);
  return String(responseCode ?? code ?? 'unknown');
}

/** Nodemailer's failure report; it refuses impossible envelopes and messages itself. */
const failure = z
  .looseObject({
    responseCode: z.number().optional().catch(undefined),
    command: z.string().optional().catch(undefined),
    code: z.string().optional().catch(undefined),
  })
  .catch({});

/** The part after the @ of a mail address, with or without a name before it. */
function domainOf(address: string): string {
  return address.replace(/>\s*$/, '').split('@').at(-1) ?? 'localhost';
}
