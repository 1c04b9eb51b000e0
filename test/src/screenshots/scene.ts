import { z } from 'zod';
import {
  DARATUMUMAB,
  MET,
  ONE_MISSING,
  RESPONSE,
  TOO_MANY_CAPSULES,
  ANSWER,
  CONTRADICTORY,
} from '../support/facts';
import type { Case, Desk } from './desk';
import { memberAt, officeAt } from './people';

/** What pictures are taken of, in addition to the pages that need no scene. */
export interface Scene {
  /** A case whose review waits for a decision, with facts met, not met and unknown. */
  readonly inReview: string;
  readonly unanswered: string;
  /** A denied case whose appeal waits for a decision. */
  readonly inAppeal: string;
}

/** Days of the working fortnight that the charts show at their end. */
const FORTNIGHT = 12;

/**
 * Half a year of a small plan, so that each page has something to show: authorizations whose windows
 * are not open, open, late, over and renewed, then a fortnight of requests of every fate, some of
 * which no one worked on.
 */
export async function playScene(desk: Desk): Promise<Scene> {
  const opener = openerOf(desk);
  await startOfWork(desk);
  await startAuthorizations(desk, opener);
  const waiting: Case[] = [];
  const denied: Case[] = [];
  for (let day = 0; day < FORTNIGHT; day += 1) {
    await workADay(desk, opener, day, waiting, denied);
    await desk.pass(1);
  }
  const inReview = await opener(TOO_MANY_CAPSULES);
  const unanswered = await opener({ ...ONE_MISSING, dosing: { capsuleStrengthMg: 4 } });
  await opener(ONE_MISSING, { urgency: 'expedited', channel: 'phone' });
  await opener(CONTRADICTORY);
  await opener(MET, { lineOfBusiness: 'medicare-part-d' });
  const inAppeal = await contest(desk, denied);
  await desk.call('intake', 'POST', '/v1/stuck/check', {});
  return { inReview: inReview.id, unanswered: unanswered.id, inAppeal: inAppeal.id };
}

/** The sandbox's own sample cases are over, and it is a morning. */
async function startOfWork(desk: Desk): Promise<void> {
  const search = { queue: 'all', limit: 100 };
  const page = await desk.call('intake', 'POST', '/v1/cases/search', search);
  for (const { id, status } of found.parse(page).items) {
    if (status === 'pending-information' || status === 'in-review') await withdraw(desk, { id });
  }
  const now = new Date(desk.now());
  const hours = (MORNING_UTC - now.getUTCHours() + 24) % 24;
  await desk.pass(hours / 24);
}

/** Nine or ten o'clock in New York. */
const MORNING_UTC = 14;

const found = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), status: z.string() })),
});

type Opener = (facts: unknown, changes?: Readonly<Record<string, unknown>>) => Promise<Case>;

/** Opens a case for the next person each time. */
function openerOf(desk: Desk): Opener {
  let position = 0;
  return (facts, changes = {}) => {
    const request = {
      requestType: 'initiation',
      lineOfBusiness: 'commercial',
      drug: 'ixazomib',
      member: memberAt(position),
      prescriber: officeAt(position),
      facts,
      ...changes,
    };
    position += 1;
    return desk.open(request);
  };
}

/** Approvals on days so far apart that their windows have different states at the end. */
async function startAuthorizations(desk: Desk, open: Opener): Promise<void> {
  await open(MET);
  const toRenew = await open(MET);
  await desk.pass(14);
  await open(MET);
  await desk.pass(16);
  await open(MET);
  await open(MET);
  await desk.pass(25);
  await open(DARATUMUMAB);
  await desk.pass(30);
  await open(MET);
  await desk.pass(38);
  const number = toRenew.authorization?.number ?? '';
  const renewal = await continuationOf(desk, number);
  if (renewal) await desk.inform(renewal, RESPONSE);
  await desk.pass(52);
}

async function continuationOf(desk: Desk, number: string): Promise<Case | null> {
  const answer = await desk.call('intake', 'GET', `/v1/authorizations/${number}`);
  const { continuationCaseId: id } = answer as { continuationCaseId: string | null };
  return id === null ? null : desk.view(id);
}

/** A day's requests, and what people do about those of the days before. */
async function workADay(
  desk: Desk,
  open: Opener,
  day: number,
  waiting: Case[],
  denied: Case[],
): Promise<void> {
  await open(MET);
  if (day % 3 === 0) await open(MET, { lineOfBusiness: 'medicare-advantage' });
  waiting.push(await open(ONE_MISSING));
  if (day % 2 === 1) {
    const answered = waiting.shift();
    if (answered && (await desk.view(answered.id)).status === 'pending-information') {
      await desk.inform(answered, ANSWER);
    }
  }
  const reviewed = await open(TOO_MANY_CAPSULES);
  if (day % 3 === 1) await approve(desk, reviewed);
  if (day % 3 === 2) denied.push(await deny(desk, reviewed));
  if (day % 5 === 4) await withdraw(desk, await open({ setting: 'self-administered' }));
}

const approve = (desk: Desk, of: Case) =>
  desk.decide(of, 'pharmacist', {
    decision: 'approve',
    rationale: 'The fourth capsule replaces one that was lost in the mail.',
  });

const deny = (desk: Desk, of: Case) =>
  desk.decide(of, 'medical-director', {
    decision: 'deny',
    rationale: 'Four capsules in 28 days are more than the label allows.',
    clauses: ['I.3'],
  });

/** One denial is overturned, one is not contested, the others wait; the last of these is returned. */
async function contest(desk: Desk, denied: readonly Case[]): Promise<Case> {
  const [first, , ...others] = denied;
  const last = others.at(-1);
  if (!first || !last) throw new Error('too few cases were denied to show appeals');
  const { id, version } = opened.parse(await appeal(desk, first, 'prescriber', 'standard'));
  const outcome = {
    decision: 'overturn',
    rationale: 'The pharmacy record shows three capsules in each cycle, and one replaced.',
  };
  await desk.call('second-director', 'POST', `/v1/appeals/${id}/decision`, outcome, version);
  for (const each of others) {
    const isLast = each === last;
    await appeal(desk, each, isLast ? 'member' : 'prescriber', isLast ? 'expedited' : 'standard');
  }
  return last;
}

const opened = z.looseObject({ id: z.string(), version: z.int() });

const appeal = (desk: Desk, { id }: Pick<Case, 'id'>, by: string, urgency: string) =>
  desk.call('intake', 'POST', `/v1/cases/${id}/appeals`, {
    by,
    urgency,
    reason: 'The fourth capsule was to replace one that was lost.',
  });

const withdraw = (desk: Desk, { id }: Pick<Case, 'id'>) =>
  desk.call('intake', 'POST', `/v1/cases/${id}/withdraw`, {
    reason: 'The prescriber chose another treatment.',
  });
