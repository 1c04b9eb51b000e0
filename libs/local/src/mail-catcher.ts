import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from './free-port';
import { mailPage } from './mail-page';

const MESSAGES_KEPT = 10_000;
const MESSAGE_BYTES = 10 * 1024 * 1024;
const HEADERS_KEPT = /^(x-assent-|auto-submitted$|in-reply-to$|references$)/;

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
  /** UTC instant of the first delivery. */
  readonly receivedAt: string;
  /** How often this Message-ID was delivered; a repeat is counted, not listed again. */
  readonly deliveries: number;
  /** Lower-case names: auto-submitted, in-reply-to, references and x-assent-*. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An SMTP server that keeps what it is sent and shows it over HTTP. */
export interface MailCatcher {
  readonly smtpUrl: string;
  readonly httpUrl: string;
  /** Oldest first. */
  messages(): readonly CaughtMessage[];
  clear(): void;
  /** While true, every delivery is refused as a temporary failure (RFC 5321, 451). */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

/**
 * Starts the catcher on 127.0.0.1: `GET /messages` lists what it caught as JSON, `GET /`
 * as a page. Messages live as long as the process.
 */
export async function startMailCatcher(
  options: { readonly smtpPort?: number; readonly httpPort?: number } = {},
): Promise<MailCatcher> {
  const box = mailbox();
  let refusing = false;
  const smtp = smtpServer(box, () => refusing);
  const http = httpServer(box);
  const smtpPort = options.smtpPort ?? (await freePort()).port;
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(smtpPort, '127.0.0.1', resolve);
  });
  // A client that breaks off is no reason to stop catching.
  smtp.on('error', () => undefined);
  const httpPort = options.httpPort ?? (await freePort()).port;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(httpPort, '127.0.0.1', resolve);
  });

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    httpUrl: `http://127.0.0.1:${httpPort}`,
    messages: () => box.all(),
    clear: () => box.clear(),
    refuse: (next) => {
      refusing = next;
    },
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ]);
    },
  };
}

interface Mailbox {
  accept(mail: ParsedMail): void;
  all(): readonly CaughtMessage[];
  clear(): void;
}

function mailbox(): Mailbox {
  const messages = new Map<string, CaughtMessage>();
  let accepted = 0;
  return {
    accept: (mail) => {
      accepted += 1;
      const key = mail.messageId ?? `unnamed ${accepted}`;
      const earlier = messages.get(key);
      messages.set(
        key,
        earlier === undefined
          ? caught(mail, accepted)
          : { ...earlier, deliveries: earlier.deliveries + 1 },
      );
      const [oldest] = messages.keys();
      if (messages.size > MESSAGES_KEPT && oldest !== undefined) messages.delete(oldest);
    },
    all: () => [...messages.values()],
    clear: () => messages.clear(),
  };
}

function caught(mail: ParsedMail, id: number): CaughtMessage {
  const recipients = mail.to === undefined ? [] : [mail.to].flat();
  const headers: Record<string, string> = {};
  for (const { key, line } of mail.headerLines) {
    if (HEADERS_KEPT.test(key)) headers[key] = line.slice(line.indexOf(':') + 1).trim();
  }
  return {
    id,
    messageId: mail.messageId ?? null,
    from: mail.from?.text ?? '',
    to: recipients.flatMap(({ value }) => value.map(({ address }) => address ?? '')),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    receivedAt: new Date().toISOString(),
    deliveries: 1,
    headers,
  };
}

function smtpServer(box: Mailbox, isRefusing: () => boolean): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MESSAGE_BYTES,
    onData: (stream, _session, done) => {
      simpleParser(stream, { skipHtmlToText: true, skipTextToHtml: true }).then((mail) => {
        if (isRefusing()) {
          done(smtpError('the mailbox is refusing mail for now', 451));
        } else if (stream.sizeExceeded) {
          done(smtpError('the message is too large', 552));
        } else {
          box.accept(mail);
          done();
        }
      }, done);
    },
  });
}

/** smtp-server answers with the code it finds on the error. */
function smtpError(sentence: string, responseCode: number): Error {
  return Object.assign(new Error(sentence), { responseCode });
}

function httpServer(box: Mailbox): Server {
  return createServer((request, response) => answer(box, request, response));
}

function answer(box: Mailbox, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?')[0];
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    });
    response.end(body);
  };
  if (request.method === 'GET' && path === '/messages') {
    send(200, 'application/json', JSON.stringify(box.all()));
  } else if (request.method === 'GET' && path === '/') {
    send(200, 'text/html', mailPage(box.all()));
  } else {
    send(404, 'text/plain', 'there is GET / and GET /messages here\n');
  }
}
