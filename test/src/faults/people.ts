import { caseJson, letterPreview, operations, tokenAnswer } from '@assent/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { Canaries } from '../canaries/canaries';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE } from '../support/requests';

type Case = z.output<typeof caseJson>;
const ROLES = ['intake', 'pharmacist', 'medical-director', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** How long people send a command again that got no answer. */
const PATIENCE_MS = 180_000;
const ANSWER_TIMEOUT_MS = 20_000;
const HOUR_MS = 3_600_000;
/** Of an expedited request to an employer's plan. */
const HOURS_TO_DECIDE = 72;

/** What an acknowledged command promised. */
export interface Acknowledged {
  readonly key: string;
  readonly caseId: string;
  readonly memberId: string;
  readonly opens: boolean;
  /** How often it was sent before there was an answer. */
  readonly attempts: number;
}

/** What people of a plan send, again and again under one key until there is an answer. */
export interface People {
  readonly acknowledged: readonly Acknowledged[];
  /** Takes what is known of commands that never got an answer, or a refusal where none was due. */
  takeUnanswered(): readonly string[];
  /** Criteria met: software approves. */
  openMet(): Promise<Case>;
  /** One answer is missing. */
  openPending(): Promise<Case>;
  /** Criteria not met: it is in review. */
  openInReview(): Promise<Case>;
  /** In review, with the deadline of its decision in so many milliseconds. */
  openDueIn(milliseconds: number): Promise<Case>;
  /** The missing answer. */
  answer(of: Case): Promise<Case>;
  /** Information that leaves the case as it is. */
  remark(of: Case, words: string): Promise<Case>;
  deny(of: Case): Promise<Case>;
  withdraw(of: Case): Promise<Case>;
  /** The same command under the same key, so many times at once; one answer is expected. */
  withdrawAtOnce(of: Case, times: number): Promise<void>;
  openAtOnce(times: number): Promise<Case>;
  /** So many cases at once, of members of their own. */
  openMany(count: number): Promise<readonly Case[]>;
  /** All cases are checked, from now on. */
  checkCases(): Promise<void>;
}

interface Command {
  readonly role: Role;
  readonly path: string;
  /** Nothing for a case that is read. */
  readonly body?: unknown;
  /** Whose case the answer shows, if it is one. */
  readonly memberId?: string;
  readonly key?: string;
  readonly version?: number;
  readonly opens?: true;
}

type CaseCommand = Command & { readonly memberId: string };

export async function peopleOf(url: string, words: Canaries): Promise<People> {
  const tokens = new Map<Role, string>();
  for (const role of ROLES) {
    const answer = await fetch(`${url}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role, subject: `${role}-1` }),
    });
    tokens.set(role, tokenAnswer.parse(await answer.json()).token);
  }
  const acknowledged: Acknowledged[] = [];
  const unanswered: string[] = [];

  function attempt({ role, path, body, version, key = '' }: Command): Promise<Response | null> {
    return fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${tokens.get(role)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(() => null);
  }

  /** @throws when it is never answered, or refused */
  async function persist(command: Command): Promise<{ readonly json: unknown; attempts: number }> {
    const deadline = performance.now() + PATIENCE_MS;
    const keyed = { ...command, key: command.key ?? randomUUID() };
    for (let attempts = 1; ; attempts += 1) {
      const answer = await attempt(keyed);
      const text = await answer?.text().catch(() => null);
      if (answer && text != null && answer.status < 500 && answer.status !== 429) {
        if (answer.ok) return { json: JSON.parse(text), attempts };
        return failed(`${command.path} was refused: ${answer.status} ${text}`);
      }
      if (performance.now() > deadline) return failed(`${command.path} got no answer`);
      await pause(250);
    }
  }

  function failed(sentence: string): never {
    unanswered.push(sentence);
    throw new Error(sentence);
  }

  async function command(sent: CaseCommand): Promise<Case> {
    const key = sent.key ?? randomUUID();
    const { json, attempts } = await persist({ ...sent, key });
    const shown = caseJson.parse(json);
    if (shown.request.member.memberId !== sent.memberId)
      failed(`${sent.path} answered another's case`);
    const { memberId } = sent;
    acknowledged.push({ key, caseId: shown.id, memberId, opens: sent.opens === true, attempts });
    return shown;
  }

  function opening(facts: object, overrides: object = {}): CaseCommand {
    const memberId = words.plant("a member's ID").toUpperCase();
    const body = {
      requestType: 'initiation',
      lineOfBusiness: 'commercial',
      channel: 'portal',
      member: {
        memberId,
        givenName: words.plant('a first name'),
        familyName: words.plant('a last name'),
        birthDate: '1958-03-09',
        email: `${words.plant("a member's email")}@mail.example.org`,
      },
      prescriber: {
        npi: '1234567893',
        name: words.plant("a prescriber's name"),
        email: `${words.plant("an office's email")}@mail.example.org`,
      },
      drug: 'ixazomib',
      facts,
      ...overrides,
    };
    return { role: 'intake', path: '/v1/cases', body, memberId, opens: true };
  }

  const about = (
    of: Case,
    action: string,
    body: unknown,
    more: Partial<Command> = {},
  ): CaseCommand => ({
    role: 'intake',
    path: `/v1/cases/${of.id}/${action}`,
    body,
    memberId: of.request.member.memberId,
    ...more,
  });
  const information = (facts: object) => ({ facts });
  const sentence = (where: string) => `The office told us about ${words.plant(where)} today.`;

  return {
    acknowledged,
    takeUnanswered: () => unanswered.splice(0),
    openMet: () => command(opening(MET)),
    openPending: () => command(opening(ONE_MISSING)),
    openInReview: () => command(opening(TOO_MANY_CAPSULES)),
    openDueIn(milliseconds) {
      const receivedAt = new Date(Date.now() + milliseconds - HOURS_TO_DECIDE * HOUR_MS);
      const urgent = { urgency: 'expedited', receivedAt: receivedAt.toISOString() };
      return command(opening(TOO_MANY_CAPSULES, urgent));
    },
    answer: (of) => command(about(of, 'information', information(ANSWER))),
    remark: (of, remark) =>
      command(
        about(
          of,
          'information',
          information({
            bortezomib: { clinicallyInappropriate: true, inappropriateReason: remark },
          }),
        ),
      ),
    async deny(of) {
      const denial = { decision: 'deny', rationale: sentence('a rationale'), clauses: ['I.3'] };
      const role = 'medical-director';
      const { memberId } = of.request.member;
      const { json: read } = await persist({ role, path: `/v1/cases/${of.id}`, memberId });
      const { version } = caseJson.parse(read);
      const { json } = await persist(about(of, 'decision/preview', denial, { role, version }));
      const { letterDigest } = letterPreview.parse(json);
      const body = { ...denial, license: LICENSE, letterDigest };
      return command(about(of, 'decision', body, { role, version }));
    },
    withdraw: (of) => command(about(of, 'withdraw', { reason: sentence('a withdrawal') })),
    async withdrawAtOnce(of, times) {
      const sent = about(of, 'withdraw', { reason: sentence('a withdrawal') });
      const key = randomUUID();
      await Promise.all(Array.from({ length: times }, () => command({ ...sent, key })));
    },
    async openAtOnce(times) {
      const sent = { ...opening(MET), key: randomUUID() };
      const shown = await Promise.all(Array.from({ length: times }, () => command(sent)));
      return shown[0]!;
    },
    openMany: (count) =>
      Promise.all(Array.from({ length: count }, () => command(opening(ONE_MISSING)))),
    async checkCases() {
      await persist({ role: 'admin', path: operations.reconcile.path, body: {} });
    },
  };
}
