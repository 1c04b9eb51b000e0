import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort, listen } from './free-port';
import { mailPage } from './mail-page';
import { type CaughtMessage, type Mailbox, openMailbox, type Received } from './mailbox';

const MESSAGE_BYTES = 10 * 1024 * 1024;
/** What this machine calls itself. A page from elsewhere can only have its own name lead here (DNS rebinding). */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
const HEADERS_KEPT = /^(x-assent-|auto-submitted$|in-reply-to$|references$|reply-to$)/;

/** An SMTP server that keeps what it gets and shows it over HTTP. */
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

export interface MailCatcherOptions {
  readonly smtpPort?: number;
  readonly httpPort?: number;
  /** Keeps the messages over restarts; without it they live as long as the process. */
  readonly file?: string;
}

/**
 * Starts the catcher on 127.0.0.1: `GET /messages` lists what it caught as JSON, `GET /`
 * as a page. `POST /refuse` has it refuse every delivery until `POST /accept`. It answers to this
 * machine's own names only.
 */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const box = openMailbox(options.file);
  let refusing = false;
  const smtp = smtpServer(box, () => refusing);
  const refuse = (next: boolean): void => {
    refusing = next;
  };
  const http = httpServer(box, refuse);
  const smtpPort = options.smtpPort ?? (await freePort()).port;
  await listen(smtp, smtpPort, 'SMTP');
  // A client that breaks off should not stop the catcher.
  smtp.on('error', () => undefined);
  const httpPort = options.httpPort ?? (await freePort()).port;
  const endSmtp = (): Promise<void> => new Promise((resolve) => smtp.close(() => resolve()));
  await listen(http, httpPort, 'the page of captured mail').catch(async (error: unknown) => {
    await endSmtp();
    throw error;
  });

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    httpUrl: `http://127.0.0.1:${httpPort}`,
    messages: () => box.all(),
    clear: () => box.clear(),
    refuse,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([endSmtp(), new Promise<void>((resolve) => http.close(() => resolve()))]);
    },
  };
}

function received(mail: ParsedMail): Received {
  const recipients = mail.to === undefined ? [] : [mail.to].flat();
  const headers: Record<string, string> = {};
  for (const { key, line } of mail.headerLines) {
    if (HEADERS_KEPT.test(key)) headers[key] = line.slice(line.indexOf(':') + 1).trim();
  }
  return {
    messageId: mail.messageId ?? null,
    from: mail.from?.text ?? '',
    to: recipients.flatMap(({ value }) => value.map(({ address }) => address ?? '')),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    receivedAt: new Date().toISOString(),
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
      simpleParser(stream, { skipHtmlToText: true, skipTextToHtml: true })
        .then((mail) => {
          if (isRefusing()) throw smtpError('the mailbox is refusing mail for now', 451);
          if (stream.sizeExceeded) throw smtpError('the message is too large', 552);
          box.accept(received(mail));
          done();
        })
        .catch(done);
    },
  });
}

/** smtp-server answers with the code it finds on the error. */
function smtpError(sentence: string, responseCode: number): Error {
  return Object.assign(new Error(sentence), { responseCode });
}

type Refuse = (refusing: boolean) => void;

function httpServer(box: Mailbox, refuse: Refuse): Server {
  return createServer((request, response) => answer(box, refuse, request, response));
}

function answer(
  box: Mailbox,
  refuse: Refuse,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '/').split('?')[0];
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    });
    response.end(body);
  };
  if (!LOCAL.test(request.headers.host ?? '')) {
    send(421, 'text/plain', 'use the host name localhost or 127.0.0.1\n');
  } else if (request.method === 'GET' && path === '/messages') {
    send(200, 'application/json', JSON.stringify(box.all()));
  } else if (request.method === 'GET' && path === '/') {
    send(200, 'text/html', mailPage(box.all()));
  } else if (request.method === 'POST' && (path === '/refuse' || path === '/accept')) {
    refuse(path === '/refuse');
    send(200, 'text/plain', `mail is ${path === '/refuse' ? 'refused' : 'accepted'} from now on\n`);
  } else {
    const calls = 'GET /, GET /messages, POST /refuse and POST /accept';
    send(404, 'text/plain', `not found; use ${calls}\n`);
  }
}
