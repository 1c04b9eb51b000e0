import { get } from 'node:http';
import { createTransport } from 'nodemailer';
import { type MailCatcher, startMailCatcher } from './mail-catcher';

const reminder = {
  from: 'Assent <no-reply@example.org>',
  to: 'office@example.org',
  subject: 'Renewal <soon>',
  text: 'A renewal is due.',
  messageId: '<reminder-1@example.org>',
  headers: { 'X-Assent-Notice': 'n1', 'X-Other': 'not kept' },
};

describe('mail catcher', () => {
  let catcher: MailCatcher;
  const send = (changes: object = {}): Promise<unknown> =>
    createTransport(catcher.smtpUrl).sendMail({ ...reminder, ...changes });

  beforeEach(async () => {
    catcher = await startMailCatcher();
  });
  afterEach(() => catcher.stop());

  it('lists what was sent to it', async () => {
    await send();
    const [caught] = catcher.messages();
    const answer = await fetch(`${catcher.httpUrl}/messages`);
    expect(await answer.json()).toEqual([
      {
        id: 1,
        messageId: '<reminder-1@example.org>',
        from: '"Assent" <no-reply@example.org>',
        to: ['office@example.org'],
        subject: 'Renewal <soon>',
        text: 'A renewal is due.\n',
        html: null,
        receivedAt: caught?.receivedAt,
        deliveries: 1,
        headers: { 'x-assent-notice': 'n1' },
      },
    ]);
  });

  it('lists a message that arrived twice once, and counts it', async () => {
    await send();
    await send();
    expect(catcher.messages()).toEqual([expect.objectContaining({ deliveries: 2 })]);
  });

  it('gives the next message number two after one that arrived twice', async () => {
    await send();
    await send();
    await send({ messageId: '<reminder-2@example.org>' });
    expect(catcher.messages().map(({ id, deliveries }) => [id, deliveries])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('keeps messages under other names apart', async () => {
    await send();
    await send({ messageId: '<reminder-2@example.org>' });
    expect(catcher.messages().map(({ id }) => id)).toEqual([1, 2]);
  });

  it('refuses mail temporarily, and lists nothing that it refused', async () => {
    catcher.refuse(true);
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(catcher.messages()).toEqual([]);
  });

  it('accepts mail again after refusing it', async () => {
    catcher.refuse(true);
    catcher.refuse(false);
    await send();
    expect(catcher.messages()).toHaveLength(1);
  });

  it('refuses and accepts mail as its operator says over HTTP', async () => {
    await fetch(`${catcher.httpUrl}/refuse`, { method: 'POST' });
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    await fetch(`${catcher.httpUrl}/accept`, { method: 'POST' });
    await send();
    expect(catcher.messages()).toHaveLength(1);
  });

  const statusFor = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(`${catcher.httpUrl}/messages`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject);
    });

  it.each(['evil.example.org', 'localhost.example.org', '127.0.0.1.example.org:80'])(
    'does not answer %s, whose page may only claim to be local',
    async (host) => {
      expect(await statusFor(host)).toBe(421);
    },
  );

  it.each(['localhost', 'localhost:4002', '127.0.0.1:4002', '[::1]:4002'])(
    'answers %s',
    async (host) => {
      expect(await statusFor(host)).toBe(200);
    },
  );

  it('shows a page that a message cannot add markup to', async () => {
    await send();
    const page = await (await fetch(catcher.httpUrl)).text();
    expect(page).toContain('Renewal &lt;soon&gt;');
    expect(page).not.toContain('<soon>');
  });
});
