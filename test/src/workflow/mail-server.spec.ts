import type { Letter } from '@assent/application';
import { startMailCatcher, type MailCatcher } from '@assent/local';
import { LetterNotAccepted, mailServer, type MailServer } from '@assent/platform';

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

it('hands a letter over under its own id', async () => {
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

it('lets a letter that is handed over again be recognised', async () => {
  await server.send(LETTER);
  await server.send(LETTER);
  expect(catcher.messages().map(({ deliveries }) => deliveries)).toEqual([2]);
});

it('writes to one reader, whatever the address says', async () => {
  await server.send({ ...LETTER, to: 'office@example.org, other@example.org' }).catch(() => null);
  expect(catcher.messages().flatMap(({ to }) => to)).not.toContain('other@example.org');
});

it('says that a letter was refused, and nothing of what it says', async () => {
  catcher.refuse(true);
  await expect(server.send(LETTER)).rejects.toEqual(new LetterNotAccepted('451'));
});

it('says that no mail server answers', async () => {
  const { smtpUrl } = catcher;
  await catcher.stop();
  const lonely = mailServer({ smtpUrl, from: 'no-reply@assent.example.org' });
  await expect(lonely.send(LETTER)).rejects.toThrow(LetterNotAccepted);
  lonely.close();
});
