import { deliverMemberLetter, type Letter } from '@assent/application';
import { letterRenderer } from '@assent/letters';
import { startMailCatcher, type CaughtMessage, type MailCatcher } from '@assent/local';
import { mailServer, type MailServer } from '@assent/platform';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue } from '../support/letters';
import { accepted, decide, opened, requestOf } from '../support/requests';

let desk: Desk;
let catcher: MailCatcher;
let server: MailServer;
beforeAll(async () => {
  desk = await openDesk();
  catcher = await startMailCatcher();
  server = mailServer({ smtpUrl: catcher.smtpUrl, from: 'Assent <no-reply@example.org>' });
});
afterAll(async () => {
  server.close();
  await catcher.stop();
  await desk.close();
});

/** Every letter of a case, to the office and to the member, as the mail system has it. */
async function mailedFor(
  facts: typeof MET,
  language: 'en' | 'es',
): Promise<readonly CaughtMessage[]> {
  const { member } = await requestOf(desk.ports);
  const { record } = await opened(desk.ports, {
    facts,
    member: { ...member, givenName: '<José> & "Ana"', language, email: 'member@example.org' },
  });
  if (record.status === 'in-review') accepted(await decide(desk.ports, record.id, 'deny'));
  const sender = server;
  await deliverDue(desk, sender);
  const { memberLetters } = desk.records;
  const renderer = letterRenderer;
  const deliver = deliverMemberLetter({ ...desk.ports, memberLetters, sender, renderer });
  for (const letter of await memberLetters.take(await desk.ports.clock.now(), 10)) {
    await deliver(letter);
  }
  return catcher.messages().filter(({ subject }) => subject.startsWith(record.number));
}

/** The words of a page that a program shows which drops every style. */
function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<main>'));
  return body
    .replace(/<h1>[^]*<\/h1>/, '')
    .replace(/<li>/g, '- ')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
}

const flat = (text: string) => text.replace(/\s+/g, ' ').replace(/ :/g, ':').trim();

describe('an email', () => {
  it.each([
    ['approval', MET, 'en', 2],
    ['approval', MET, 'es', 2],
    ['denial', TOO_MANY_CAPSULES, 'en', 2],
    ['denial', TOO_MANY_CAPSULES, 'es', 2],
    ['information request', ONE_MISSING, 'en', 2],
  ] as const)(
    'with an %s has the words of its text as a page, too',
    async (_, facts, language, count) => {
      const mails = await mailedFor(facts as typeof MET, language);
      expect(mails).toHaveLength(count);
      for (const { html, subject, text } of mails) {
        expect(flat(wordsOf(html ?? ''))).toBe(flat(text));
        expect(html).toContain(`<title>${subject}</title>`);
      }
    },
  );

  it('loads and runs nothing, and has no style without which it can not be read', async () => {
    const mails = await mailedFor(MET, 'en');
    for (const { html } of mails) {
      expect(html).not.toMatch(
        /<(?:script|img|link|iframe|object|form|base)\b|\b(?:src|href|on\w+)=|url\(/i,
      );
      expect(html).not.toMatch(/display: *none|visibility|font-size: *0|position: *absolute/i);
      expect(html).toMatch(/<h1>[^]*<p>/);
    }
  });

  it('is a text alone if its sender has no page', async () => {
    const letter: Letter = { id: 'l1', to: 'a@example.org', subject: 'One', text: 'Only words.' };
    await server.send(letter);
    const caught = catcher.messages().find(({ subject }) => subject === 'One');
    expect([caught?.text.trim(), caught?.html]).toEqual(['Only words.', null]);
  });
});
