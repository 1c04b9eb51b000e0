import {
  appeal,
  authorization,
  caseJson,
  clockAnswer,
  clocks,
  letterList,
  letterPreview,
  peerToPeer,
  reminderPage,
  timeline,
} from '@assent/contracts';
import { addDays, addHours } from '@assent/domain';
import { until } from '@assent/local';
import { Parser } from 'htmlparser2';
import { onOneLine, readPdf } from '../support/pdf';
import { clerkAt, tourFile, type Clerk } from './clerk';
import { START_HOOK_MS, startStack, type RunningStack } from './running-stack';

let stack: RunningStack;
let clerk: Clerk;

beforeAll(async () => {
  stack = await startStack('sandbox');
  clerk = await clerkAt(stack);
}, START_HOOK_MS);
afterAll(async () => {
  await stack.stop();
  stack.remove();
});

async function moveTo(date: string): Promise<void> {
  const to = `${date}T12:00:00.000Z`;
  expect((await clerk.moveTo(to)) >= to).toBe(true);
}

async function caseOf(id: string) {
  return caseJson.parse(await clerk.call('GET', `/v1/cases/${id}`));
}

async function authorizationOf(number: string) {
  return authorization.parse(await clerk.call('GET', `/v1/authorizations/${number}`));
}

async function daysReminded(number: string): Promise<(number | null)[]> {
  const page = reminderPage.parse(await clerk.call('GET', '/v1/reminders?limit=200'));
  return page.items
    .filter((reminder) => reminder.authorization === number && reminder.sentAt !== null)
    .map(({ daysBefore }) => daysBefore);
}

/** Answers the renewal review of an authorization, and returns the authorization that follows. */
async function renewed(number: string) {
  const { continuationCaseId } = await authorizationOf(number);
  const review = await caseOf(continuationCaseId ?? 'none');
  expect(review.status).toBe('pending-information');
  expect(review.missing.map(({ fact }) => fact)).toEqual([
    'beneficialResponse.achieved',
    'beneficialResponse.evidence',
  ]);
  const facts = { beneficialResponse: { achieved: true, evidence: 'M-protein fell by half' } };
  const answered = await clerk.call('POST', `/v1/cases/${review.id}/information`, { facts });
  return caseJson.parse(answered).authorization;
}

it('says at the address of the web interface that its Temporal has none', async () => {
  const page = await fetch(stack.addresses.temporalUi);
  expect(await page.text()).toContain('no web interface');
});

it('takes the time that it reported as now', async () => {
  const { now } = clockAnswer.parse(await clerk.call('GET', '/dev/clock'));
  expect((await clerk.moveTo(now)) >= now).toBe(true);
});

it('takes a member through approval, reminders, renewal without a gap, and the next year', async () => {
  const opened = caseJson.parse(await clerk.call('POST', '/v1/cases', tourFile('request.json')));
  expect(opened.missing.map(({ fact, need }) => [fact, need])).toEqual([
    ['priorTherapies', 'required'],
  ]);
  const answer = tourFile('answer.json');
  const approved = caseJson.parse(
    await clerk.call('POST', `/v1/cases/${opened.id}/information`, answer),
  );
  const first = authorization.parse(approved.authorization);

  const reminders: (number | null)[][] = [];
  for (const daysBefore of [61, 60, 30, 14, 7]) {
    await moveTo(addDays(first.period.end, -daysBefore));
    reminders.push(await daysReminded(first.number));
  }
  expect(reminders).toEqual([[], [60], [60, 30], [60, 30, 14], [60, 30, 14, 7]]);

  const second = authorization.parse(await renewed(first.number));
  expect(second.period.start).toBe(addDays(first.period.end, 1));

  await moveTo(addDays(second.period.end, -59));
  expect((await authorizationOf(first.number)).status).toBe('expired');
  const third = authorization.parse(await renewed(second.number));
  expect(third.period.start).toBe(addDays(second.period.end, 1));

  await moveTo(addDays(third.period.end, 2));
  const review = await caseOf((await authorizationOf(third.number)).continuationCaseId ?? 'none');
  expect((await authorizationOf(third.number)).status).toBe('expired');
  expect([review.status, review.withoutCoverSince]).toEqual([
    'in-review',
    addDays(third.period.end, 1),
  ]);
}, 120_000);

describe('a denial', () => {
  let denier: Clerk;
  let otherDirector: Clerk;
  beforeAll(async () => {
    denier = await clerkAt(stack, { role: 'medical-director', subject: 'denier' });
    otherDirector = await clerkAt(stack, { role: 'medical-director', subject: 'other-director' });
  });

  const now = async () => clockAnswer.parse(await clerk.call('GET', '/dev/clock')).now;

  /** A request for a member of their own that meets no criterion about the setting. */
  async function openedFor(
    memberId: string,
    language: 'en' | 'es',
    lineOfBusiness = 'commercial',
  ): Promise<string> {
    const request = tourFile('not-met.json') as { readonly member: object };
    const member = { ...request.member, memberId, language, email: 'member@example.org' };
    const body = { ...request, lineOfBusiness, member };
    return caseJson.parse(await clerk.call('POST', '/v1/cases', body)).id;
  }

  async function deny(id: string) {
    const { version } = await caseOf(id);
    const decision = {
      decision: 'deny',
      rationale: 'The capsules are to be given by a provider.',
      clauses: ['I.S'],
    };
    const path = `/v1/cases/${id}/decision`;
    const previewed = await denier.call('POST', `${path}/preview`, decision, version);
    const { letterDigest } = letterPreview.parse(previewed);
    const license = { number: 'ME-104722', state: 'FL', specialty: 'Hematology' };
    const keys = { license, letterDigest };
    await expect(denier.call('POST', path, { ...decision, license }, version)).rejects.toThrow();
    return caseJson.parse(await denier.call('POST', path, { ...decision, ...keys }, version));
  }

  /** The letters that were sent about a case, once all of a kind are. */
  async function sentLetters(id: string, kind: string) {
    const list = async () =>
      letterList
        .parse(await clerk.call('GET', `/v1/cases/${id}/letters`))
        .items.filter((letter) => letter.kind === kind);
    const isAllSent = async () => (await list()).every(({ state }) => state === 'sent');
    expect(await until(isAllSent, { timeoutMs: 30_000 })).toBe(true);
    return list();
  }

  const ledger = async (id: string) =>
    clocks.parse(await clerk.call('GET', `/v1/cases/${id}/clocks`)).items;

  it('is discussed, signed with two keys, and told to office and member in two languages', async () => {
    for (const [memberId, language] of [
      ['FB2000001', 'en'],
      ['FB2000002', 'es'],
    ] as const) {
      const id = await openedFor(memberId, language);
      const slots = [addHours(new Date(await now()), 20).toISOString()];
      const call = peerToPeer.parse(
        await clerk.call('POST', `/v1/cases/${id}/peer-to-peer`, { slots }),
      );
      const outcome = { outcome: 'held', note: 'The office explained the setting.' };
      await denier.call('POST', `/v1/peer-to-peer/${call.id}/outcome`, outcome);
      const denied = await deny(id);
      expect([denied.status, denied.decision?.license?.number]).toEqual(['denied', 'ME-104722']);

      const letters = await sentLetters(id, 'denial');
      expect(letters.map(({ recipient, language: of }) => [recipient, of])).toEqual([
        ['prescriber', 'en'],
        ['member', language],
      ]);
      for (const letter of letters) {
        const path = `/v1/letters/${letter.id}`;
        const page = (await clerk.download(path, 'text/html')).toString();
        const pdf = readPdf(await clerk.download(path, 'application/pdf'));
        expect([pdf.isTagged, pdf.language]).toEqual([true, letter.language]);
        const text = pdf.pages
          .map((each) => each.text)
          .join(' ')
          .replaceAll('•', ' ');
        expect(onOneLine(text)).toBe(wordsOf(page));
      }
    }
  }, 120_000);

  it('is overturned by an expedited appeal, with an authorization without a gap', async () => {
    const id = await openedFor('FB2000003', 'en');
    const { request } = await deny(id);
    const filed = appeal.parse(
      await clerk.call('POST', `/v1/cases/${id}/appeals`, {
        by: 'member',
        urgency: 'expedited',
        reason: 'The capsules are taken at home.',
      }),
    );
    const decision = { decision: 'overturn', rationale: 'The capsules are taken at home.' };
    const path = `/v1/appeals/${filed.id}/decision`;
    await expect(denier.call('POST', path, decision, filed.version)).rejects.toThrow(/before/);
    const decided = appeal.parse(await otherDirector.call('POST', path, decision, filed.version));
    expect([decided.status, decided.clock.state]).toEqual(['overturned', 'met']);
    const { period, status } = await authorizationOf(decided.authorization ?? 'none');
    expect([period.start, status]).toEqual([request.requestedStart, 'active']);
    expect(await ledger(id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'appeal',
          state: 'met',
          why: expect.stringContaining('72 hours from receipt of the appeal') as string,
        }),
      ]),
    );
  }, 60_000);

  it('is upheld by a standard appeal and forwarded, each clock with its rule', async () => {
    const id = await openedFor('FB2000004', 'en', 'medicare-advantage');
    await deny(id);
    const filed = appeal.parse(
      await clerk.call('POST', `/v1/cases/${id}/appeals`, {
        by: 'prescriber',
        urgency: 'standard',
        reason: 'The setting is right.',
      }),
    );
    const license = { number: 'ME-220871', state: 'FL', specialty: 'Oncology' };
    const decision = {
      decision: 'uphold',
      rationale: 'The capsules are given by a provider.',
      license,
    };
    const path = `/v1/appeals/${filed.id}`;
    const upheld = appeal.parse(
      await otherDirector.call('POST', `${path}/decision`, decision, filed.version),
    );
    expect([upheld.status, upheld.clock.kind, upheld.clock.state]).toEqual([
      'upheld',
      'forwarding',
      'running',
    ]);
    const forwarded = appeal.parse(
      await otherDirector.call('POST', `${path}/forward`, {}, upheld.version),
    );
    expect(forwarded.status).toBe('forwarded');
    const file = readPdf(await clerk.download(`${path}/file`, 'application/pdf'));
    const { items } = timeline.parse(await clerk.call('GET', `/v1/cases/${id}/timeline`));
    const { digest } = items.find(({ type }) => type === 'appeal-forwarded')!.details;
    expect([file.isTagged, digest]).toEqual([true, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    // Its clock is met once the letter went out.
    await sentLetters(id, 'denial');
    const kept = (await ledger(id)).map(({ kind, state, why }) => [kind, state, why]);
    expect(kept).toEqual([
      ['outside-review', 'running', expect.stringContaining('7 days from when the file was sent')],
      ['decision', 'met', expect.stringContaining('72 hours from receipt')],
      ['written-notice', 'met', expect.stringContaining('422.568')],
      ['forwarding', 'met', expect.stringContaining('422.590(c)(2)')],
      ['appeal', 'met', expect.stringContaining('7 days from receipt of the appeal')],
    ]);
  }, 60_000);
});

/** The words that a page shows. */
function wordsOf(page: string): string {
  const words: string[] = [];
  let isShown = false;
  const parser = new Parser({
    onopentagname: (name) => {
      if (name === 'main' || name === 'body') isShown = true;
      words.push(' ');
    },
    ontext: (text) => {
      if (isShown) words.push(text);
    },
  });
  parser.end(page);
  return onOneLine(words.join(''));
}
