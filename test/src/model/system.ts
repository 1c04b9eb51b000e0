import {
  claimCase,
  decideAppeal,
  decideCase,
  forwardAppeal,
  giveInformation,
  handBackCase,
  handUpCase,
  LetterNotAccepted,
  openAppeal,
  openCase,
  openContinuationReview,
  passAppealDeadline,
  passDecisionDeadline,
  passInformationDeadline,
  recordCall,
  recordExternalOutcome,
  reportDelivery,
  requestCall,
  withdrawAppeal,
  withdrawCase,
  type CommandKey,
  type DecideCase,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import type { Actor, Result } from '@assent/domain';
import type { Desk } from '../support/desk';
import { CONTRADICTORY, MET, ONE_MISSING, RESPONSE } from '../support/facts';
import { deliverDue } from '../support/letters';
import { accepted, digestLike, LICENSE, requestOf, signed, unique } from '../support/requests';
import { actorOf, ROLES, type Act, type Answer, type Facts as Known, type Person } from './model';

/** A command as it can be sent again. */
type Send = (command: CommandKey, actor: Actor) => Promise<Result<unknown>>;

/** The use cases on the record, for what the acts of one run are about. */
export interface System {
  readonly desk: Desk;
  /** The case that acts are about: the last. */
  caseId: string;
  /** The last command that was acknowledged. */
  last: { readonly command: CommandKey; readonly actor: Actor; readonly send: Send };
  /** Each letter that the mail server took. */
  readonly taken: string[];
}

const actorFor = (person: Person): Actor => ({ subject: person, role: ROLES[person] });

export interface Beginning {
  readonly facts: Known;
  readonly by: Person;
  readonly lineOfBusiness: 'commercial' | 'medicare-advantage';
  /** What is done before the acts of the run. */
  readonly past: readonly Act[];
}

export const START = new Date('2026-11-23T15:00:00Z');

/** Opens a case; sending the request again is the first command that can be repeated. */
export async function begin(desk: Desk, { facts, by, lineOfBusiness }: Beginning): Promise<System> {
  desk.clock.set(START);
  const request = await requestOf(desk.ports, {
    facts: wordsOf(facts),
    lineOfBusiness,
    requestedStart: '2026-12-01',
  });
  const command = keyed(`model-${unique()}`);
  const actor = actorFor(by);
  const { view } = accepted(await openCase(desk.ports)({ request, actor, command }));
  const send: Send = (sent, by) => openCase(desk.ports)({ request, actor: by, command: sent });
  return { desk, caseId: view.record.id, last: { command, actor, send }, taken: [] };
}

function keyed(key: string): CommandKey {
  return { key, digest: digestLike(key) };
}

/** The facts of a request. */
function wordsOf({ symptoms, capsules, contradicted }: Known): Facts {
  const { priorTherapies } = CONTRADICTORY;
  return {
    ...(symptoms ? MET : ONE_MISSING),
    dosing: { capsuleStrengthMg: 4, capsulesPer28Days: capsules },
    ...(contradicted && { priorTherapies }),
  };
}

function answerOf({ symptoms, capsules, contradicted, response }: Answer): Facts {
  const { priorTherapies } = CONTRADICTORY;
  return {
    ...(symptoms && { diagnosis: { symptomatic: true } }),
    ...(capsules && { dosing: { capsulesPer28Days: capsules } }),
    ...(contradicted && { priorTherapies }),
    ...(response && RESPONSE),
  };
}

/**
 * Does an act, at a time.
 * @returns `accepted`, or the code of the refusal
 */
export async function perform(system: System, act: Act, key: string, now: number): Promise<string> {
  const { desk } = system;
  desk.clock.set(new Date(now));
  switch (act.do) {
    case 'wait':
      return done(passTime(system, act.until));
    case 'mail':
      return done(mail(system, act.server));
    case 'come-back':
      return done(letterComesBack(system));
    case 'renew':
      return done(renew(system));
    case 'repeat':
      return codeOf(await repeat(system, act.as));
    default: {
      const command = keyed(key);
      const send = await sending(system, act);
      const actor = actorFor(actorOf(act));
      const result = await send(command, actor);
      if (result.ok) system.last = { command, actor, send };
      return codeOf(result);
    }
  }
}

async function done(work: Promise<void>): Promise<string> {
  await work;
  return 'accepted';
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'accepted' : result.refusal.code;
}

async function mail({ desk, taken }: System, server: 'takes' | 'is away'): Promise<void> {
  await deliverDue(desk, {
    send: ({ id }) => {
      if (server === 'is away') return Promise.reject(new LetterNotAccepted('450'));
      taken.push(id);
      return Promise.resolve();
    },
  });
}

function repeat({ last }: System, as: Extract<Act, { do: 'repeat' }>['as']) {
  const { command, actor: by, send } = last;
  switch (as) {
    case 'same':
      return send(command, by);
    case 'another person':
      return send(command, { ...by, subject: 'nora' });
    case 'another content':
      return send({ ...command, digest: digestLike('other') }, by);
  }
}

type Sent = Exclude<Act, { do: 'wait' | 'mail' | 'come-back' | 'renew' | 'repeat' }>;

/** A person's command, as they send it on what they see. */
async function sending({ desk, caseId }: System, act: Sent): Promise<Send> {
  const { ports } = desk;
  const { records } = ports;
  const appealId = async () => (await records.appealsOfCase(caseId)).at(-1)!;
  switch (act.do) {
    case 'answer': {
      const facts = answerOf(act.gives);
      return (command, by) =>
        giveInformation(ports)({ caseId, facts, channel: 'phone', actor: by, command });
    }
    case 'decide': {
      const decision = await decisionOf(desk, caseId, act);
      return (command, by) => decideCase(ports)({ ...decision, actor: by, command });
    }
    case 'withdraw':
      return (command, by) =>
        withdrawCase(ports)({ caseId, reason: 'The office asked.', actor: by, command });
    case 'claim':
      return (command, by) => claimCase(ports)({ caseId, actor: by, command });
    case 'hand-up':
      return (command, by) =>
        handUpCase(ports)({ caseId, reason: 'Not for me.', actor: by, command });
    case 'hand-back':
      return (command, by) =>
        handBackCase(ports)({ caseId, reason: 'It is for you.', actor: by, command });
    case 'request-call': {
      const slots = [new Date((await ports.clock.now()).getTime() + 3_600_000)];
      return (command, by) => requestCall(ports)({ caseId, slots, actor: by, command });
    }
    case 'record-call': {
      const { id } = (await records.case(caseId))!.peerToPeer.at(-1)!;
      const { outcome } = act;
      return (command, by) =>
        recordCall(ports)({ id, outcome, note: 'As it went.', actor: by, command });
    }
    case 'appeal':
      return (command, by) =>
        openAppeal(ports)({
          caseId,
          by: act.from,
          urgency: 'standard',
          reason: 'It helped before.',
          actor: by,
          command,
        });
    case 'decide-appeal': {
      const { id, version } = await appealId();
      return (command, by) =>
        decideAppeal(ports)({
          id,
          version: act.sees === 'now' ? version : version - 1,
          decision: act.verdict,
          rationale: 'Weighed again.',
          ...(act.isSigned && { license: LICENSE }),
          ...(act.verdict === 'partly-overturn' && { months: 4 }),
          actor: by,
          command,
        });
    }
    case 'withdraw-appeal': {
      const { id, version } = await appealId();
      return (command, by) =>
        withdrawAppeal(ports)({ id, version, reason: 'No longer.', actor: by, command });
    }
    case 'forward-appeal': {
      const { id, version } = await appealId();
      return (command, by) => forwardAppeal(ports)({ id, version, actor: by, command });
    }
    case 'outside-review': {
      const { id, version } = await appealId();
      const { outcome } = act;
      return (command, by) =>
        recordExternalOutcome(ports)({
          id,
          version,
          outcome,
          note: 'As they wrote.',
          ...(outcome === 'partly-overturned' && { months: 4 }),
          actor: by,
          command,
        });
    }
  }
}

async function decisionOf(
  { ports }: Desk,
  caseId: string,
  { by, decision, keys, sees }: Extract<Act, { do: 'decide' }>,
): Promise<DecideCase> {
  const record = (await ports.records.case(caseId))!;
  const { version, requestType, determination } = record;
  const isOfDose = determination.outcome === 'criteria-not-met';
  const initiation = isOfDose ? 'I.3' : 'I.1.a.symptomatic';
  const renewal = isOfDose ? 'C.4' : 'C.5';
  const stated: DecideCase = {
    caseId,
    version: sees === 'now' ? version : version - 1,
    decision: decision === 'ask' ? 'request-information' : decision === 'deny' ? 'deny' : 'approve',
    rationale: 'Weighed against the guideline.',
    clauses: decision === 'deny' ? [requestType === 'initiation' ? initiation : renewal] : [],
    ...(decision === 'approve-less' && { months: 3, reason: 'It is enough.' }),
    actor: actorFor(by),
  };
  const { license, letterDigest, ...rest } = await signed(ports, stated);
  if (decision !== 'deny') return rest;
  return {
    ...rest,
    ...(keys !== 'no license' && license && { license }),
    ...(keys === 'another letter' && { letterDigest: digestLike('another') }),
    ...(keys !== 'no letter' && keys !== 'another letter' && letterDigest && { letterDigest }),
  };
}

/** What workflows do when time has come, each step twice: they may repeat it. */
async function passTime(
  { desk: { ports }, caseId }: System,
  until: Extract<Act, { do: 'wait' }>['until'],
): Promise<void> {
  const steps = {
    answer: [passInformationDeadline],
    decision: [passInformationDeadline, passDecisionDeadline],
    appeal: [passAppealDeadline],
    morning: [],
  }[until];
  for (const step of steps) {
    await step(ports)(caseId);
    await step(ports)(caseId);
  }
}

async function letterComesBack({ desk, caseId }: System): Promise<void> {
  const { ports } = desk;
  const letter = (await ports.records.notices(caseId)).find(({ sentAt }) => sentAt !== null);
  accepted(
    await reportDelivery(ports)({
      letterId: letter!.id,
      outcome: 'bounced',
      at: await ports.clock.now(),
      code: '5.1.1',
      actor: { subject: 'adam', role: 'admin' },
    }),
  );
}

async function renew(system: System): Promise<void> {
  const { ports } = system.desk;
  const { records } = ports;
  const record = (await records.case(system.caseId))!;
  const all = await records.authorizationsOf(record.member.memberId, record.drug);
  const last = all.filter(({ continues }) => continues === undefined).at(-1)!;
  await openContinuationReview(ports)(last.number);
  const { continuationCaseId } = (await records.authorization(last.number))!;
  system.caseId = continuationCaseId!;
}
