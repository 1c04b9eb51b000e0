import type { Letter, LetterSender } from '@assent/application';
import { createTransport } from 'nodemailer';
import { errorFields } from './logger';

/** Hands letters to a mail server over SMTP (RFC 5321). */
export interface MailServer extends LetterSender {
  close(): void;
}

/** Thrown when the mail server did not take a letter; it says nothing of the letter. */
export class LetterNotAccepted extends Error {
  override readonly name = 'LetterNotAccepted';
  constructor(
    /** SMTP's reply code or the connection's error code, where there was one. */
    readonly code: string,
  ) {
    super(`the mail server did not take the letter (\`${code}\`); it will be tried again`);
  }
}

/** In milliseconds: a mail server that says nothing for so long does not hold up a case. */
const SILENCE = 6_000;

/**
 * @param smtpUrl `smtp://` or `smtps://`, with user and password where the server asks for them
 * @param from the sender, as `Name <address>`
 */
export function mailServer({
  smtpUrl,
  from,
}: {
  readonly smtpUrl: string;
  readonly from: string;
}): MailServer {
  const domain = domainOf(from);
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    connectionTimeout: SILENCE,
    greetingTimeout: SILENCE,
    socketTimeout: SILENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text }: Letter) {
      try {
        await transport.sendMail({
          // The same letter always has the same Message-ID, by which a repeated one is known.
          messageId: `<${id}@${domain}>`,
          from,
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw new LetterNotAccepted(replyCode(error));
      }
    },
    close: () => transport.close(),
  };
}

function replyCode(error: unknown): string {
  if (error instanceof Error && 'responseCode' in error) return String(error.responseCode);
  return errorFields(error).errorCode ?? 'unknown';
}

/** The part after the @ of a mail address, with or without a name before it. */
function domainOf(address: string): string {
  return address.replace(/>\s*$/, '').split('@').at(-1) ?? 'localhost';
}
