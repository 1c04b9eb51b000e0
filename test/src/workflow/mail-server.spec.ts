import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { LetterNotAccepted, type Letter } from '@assent/application';
import { startMailCatcher, type MailCatcher } from '@assent/local';
import { mailServer, type MailServer } from '@assent/platform';

const LETTER: Letter = {
  id: '0191f3b0-0000-7000-8000-000000000001',
  to: 'office@example.org',
  subject: 'PA-23456-789AB: approved',
  text: 'Ana Ruiz, member FB1002003, is covered.',
};

let catcher: MailCatcher;
let server: MailServer;

beforeEach(async () => {
  catcher = await startMailCatcher();
  server = mailServer({ smtpUrl: catcher.smtpUrl, from: 'Assent <no-reply@assent.example.org>' });
});
afterEach(async () => {
  server.close();
  await catcher.stop();
});

it('sends a letter under its own id', async () => {
  await server.send(LETTER);
  expect(catcher.messages()).toMatchObject([
    {
      messageId: `<${LETTER.id}@assent.example.org>`,
      to: [LETTER.to],
      subject: LETTER.subject,
      headers: { 'auto-submitted': 'auto-generated' },
    },
  ]);
});

it('directs answers to an address that is read', async () => {
  const answerable = mailServer({
    smtpUrl: catcher.smtpUrl,
    from: 'Assent <no-reply@assent.example.org>',
    replyTo: 'Prior authorization <answers@assent.example.org>',
  });
  await answerable.send(LETTER);
  answerable.close();
  expect(catcher.messages()[0]?.headers['reply-to']).toBe(
    'Prior authorization <answers@assent.example.org>',
  );
});

it('lets the mail system recognize a letter that is sent again', async () => {
  await server.send(LETTER);
  await server.send(LETTER);
  expect(catcher.messages().map(({ deliveries }) => deliveries)).toEqual([2]);
});

it('writes to one recipient, whatever the address says', async () => {
  await server.send({ ...LETTER, to: 'office@example.org, other@example.org' }).catch(() => null);
  expect(catcher.messages().flatMap(({ to }) => to)).not.toContain('other@example.org');
});

it('says that a letter was refused, without the content of the letter', async () => {
  catcher.refuse(true);
  await expect(server.send(LETTER)).rejects.toEqual(new LetterNotAccepted('451'));
});

it('says that no mail server responds', async () => {
  const { smtpUrl } = catcher;
  await catcher.stop();
  const lonely = mailServer({ smtpUrl, from: 'no-reply@assent.example.org' });
  await expect(lonely.send(LETTER)).rejects.toThrow(LetterNotAccepted);
  lonely.close();
});

describe('an answer', () => {
  it.each([
    ['about the recipient that is permanent', { 'RCPT TO': '550 5.1.1 no such user' }, true],
    ['about the recipient that is temporary', { 'RCPT TO': '450 4.2.1 try again' }, false],
    ['about the content that is permanent', { '.': '554 5.6.0 refused' }, true],
    ['about the sender', { 'MAIL FROM': '550 5.7.1 not from here' }, false],
    ['about every letter', { EHLO: '554 5.3.2 closed', HELO: '554 5.3.2 closed' }, false],
  ])('%s', async (_to, answers, isFinal) => {
    const { smtpUrl, stop } = await scriptedServer(answers);
    const scripted = mailServer({ smtpUrl, from: 'no-reply@assent.example.org' });
    const refusal = await scripted.send(LETTER).then(
      () => null,
      (error: unknown) => error,
    );
    scripted.close();
    await stop();
    expect(refusal).toBeInstanceOf(LetterNotAccepted);
    expect(refusal).toMatchObject({ isFinal });
  });
});

/** A mail server that gives the answers of a test to the commands that begin so, and else agrees. */
async function scriptedServer(answers: Readonly<Record<string, string>>) {
  const server = createServer((socket) => {
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 scripted\r\n');
    createInterface(socket).on('line', (line) => {
      if (inData && line !== '.') return;
      const scripted = Object.entries(answers).find(([command]) => line.startsWith(command))?.[1];
      const agreed = line === 'DATA' ? '354 go on' : '250 fine';
      inData = line === 'DATA' && scripted === undefined;
      socket.write(`${scripted ?? agreed}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { smtpUrl: `smtp://127.0.0.1:${port}`, stop };
}
