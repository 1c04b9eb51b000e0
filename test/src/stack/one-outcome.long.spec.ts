import {
  authorizationPage,
  caseJson,
  letterList,
  letterPreview,
  timeline,
} from '@assent/contracts';
import { randomUUID } from 'node:crypto';
import { clerkAt, tokenAt, tourFile, type Clerk } from './clerk';
import { START_HOOK_MS, startStack, type RunningStack } from './running-stack';

/** `CASES=1000` is the whole form: it takes a quarter of an hour or more. */
const CASES = Number(process.env['CASES'] ?? 40);
const COMMANDS = 50;
const AT_ONCE = 4;

let stack: RunningStack;
let clerk: Clerk;
let tokens: Readonly<Record<'intake' | 'pharmacist' | 'director', readonly string[]>>;

beforeAll(async () => {
  stack = await startStack('sandbox');
  clerk = await clerkAt(stack);
  const people = (role: string) =>
    Promise.all(
      [1, 2, 3].map((each) => tokenAt(stack, { role, subject: `${role}-${String(each)}` })),
    );
  tokens = {
    intake: await people('intake'),
    pharmacist: await people('pharmacist'),
    director: await people('medical-director'),
  };
}, START_HOOK_MS);
afterAll(async () => {
  await stack.stop();
  stack.remove();
});

interface Sent {
  readonly status: number;
  readonly outcome: string;
  readonly body: string;
}

type Send = (
  outcome: string,
  token: string | undefined,
  path: string,
  body: unknown,
  key?: string,
) => Promise<Sent>;

const sender =
  (caseId: string, version: number): Send =>
  async (outcome, token, path, body, key = randomUUID()) => {
    const response = await fetch(`${stack.addresses.api}/v1/cases/${caseId}/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${String(token)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        'if-match': `"${String(version)}"`,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, outcome, body: await response.text() };
  };

const LICENSE = { number: 'ME-104722', state: 'FL', specialty: 'Hematology' };
const DENIAL = {
  decision: 'deny',
  rationale: 'The capsules are to be given by a provider.',
  clauses: ['I.S'],
};

/** What 50 people send on a case that all of them saw in the same version. */
function commands(send: Send, place: number, letterDigest: string | null): Promise<Sent>[] {
  const sent: Promise<Sent>[] = [];
  const retried = randomUUID();
  while (sent.length < COMMANDS) {
    const each = sent.length;
    const of = (people: readonly string[]) => people[(place + each) % people.length];
    const approval = { decision: 'approve', rationale: `Reviewer ${String(each)}.` };
    const deny = () =>
      send('denied', of(tokens.director), 'decision', {
        ...DENIAL,
        license: LICENSE,
        letterDigest,
      });
    const approve = () => send('approved', of(tokens.pharmacist), 'decision', approval);
    const any = [
      deny,
      approve,
      () => send('withdrawn', of(tokens.intake), 'withdraw', { reason: `Clerk ${String(each)}.` }),
      // Met now, so software approves.
      () =>
        send('approved', of(tokens.intake), 'information', {
          facts: { setting: 'self-administered' },
        }),
      // One person whose program sends again and again under one key.
      () => send('withdrawn', tokens.intake[0], 'withdraw', { reason: 'Sent twice.' }, retried),
    ];
    // Among all kinds, those that check least mostly come first; so others compete among themselves.
    const next = [deny, approve, any[(place + each) % any.length]!][place % 3]!;
    sent.push(next());
  }
  return sent;
}

async function oneCase(place: number): Promise<string> {
  const request = tourFile('not-met.json') as { readonly member: object };
  const member = { ...request.member, memberId: `FB3${String(place).padStart(6, '0')}` };
  const opened = caseJson.parse(await clerk.call('POST', '/v1/cases', { ...request, member }));
  const { id, version } = opened;
  const send = sender(id, version);
  const previewed = await send('', tokens.director[0], 'decision/preview', DENIAL);
  const { letterDigest } = letterPreview.parse(JSON.parse(previewed.body));

  const answers = await Promise.all(commands(send, place, letterDigest));
  const accepted = answers.filter(({ status }) => status === 200);
  const refusals = answers.filter(({ status }) => status !== 200);
  expect(refusals.filter(({ status }) => status !== 409)).toEqual([]);
  const became = caseJson.parse(await clerk.call('GET', `/v1/cases/${id}`));
  expect([...new Set(accepted.map(({ outcome }) => outcome))]).toEqual([became.status]);
  // Only the one who sent again under the same key is answered more than once.
  expect(accepted.length === 1 || accepted.every(({ body }) => body === accepted[0]!.body)).toBe(
    true,
  );

  const { items: events } = timeline.parse(await clerk.call('GET', `/v1/cases/${id}/timeline`));
  const endings = events.filter(({ type }) => ENDINGS.includes(type)).map(({ type }) => type);
  expect(endings).toEqual([became.status]);
  const { items: letters } = letterList.parse(await clerk.call('GET', `/v1/cases/${id}/letters`));
  const told = letters.map(({ kind, recipient }) => `${kind} ${recipient}`).sort();
  const kind = LETTERS[became.status]!;
  // An offer of a call went out before the decision, or was cancelled by it.
  expect(told.filter((each) => !/^(?:renewal|peer-to-peer-offer)/.test(each))).toEqual([
    `${kind} member`,
    `${kind} prescriber`,
  ]);
  const covers = `/v1/authorizations?memberId=${member.memberId}`;
  const { items } = authorizationPage.parse(await clerk.call('GET', covers));
  expect(items.map(({ caseId }) => caseId)).toEqual(became.status === 'approved' ? [id] : []);
  return became.status;
}

const LETTERS: Readonly<Record<string, string>> = {
  approved: 'approval',
  denied: 'denial',
  withdrawn: 'withdrawal',
};
const ENDINGS = Object.keys(LETTERS);

it(`${String(CASES)} cases that get ${String(COMMANDS)} commands at once each have one outcome`, async () => {
  const outcomes: Record<string, number> = {};
  for (let first = 0; first < CASES; first += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, CASES - first) }, (_, each) =>
      oneCase(first + each),
    );
    for (const outcome of await Promise.all(batch)) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  }
  const total = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
  expect(total).toBe(CASES);
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(['approved', 'denied']));
}, 3_600_000);
