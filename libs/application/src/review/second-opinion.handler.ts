import {
  MAX_OPEN_OPINIONS,
  mayAnswer,
  mayReview,
  refuse,
  type Fault,
  type Opinion,
  type OpinionRole,
  type Refusal,
  type Result,
  type SecondOpinion,
} from '@assent/domain';
import { worked } from '../case/assignment';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Asks one person, or else anyone with a role. */
export interface AskForOpinion extends CaseCommand {
  readonly question: string;
  readonly person: string | null;
  readonly role: OpinionRole | null;
  /** As in `SecondOpinion`. */
  readonly approveMonths?: number | undefined;
}

export interface GiveOpinion extends CaseCommand {
  /** The id of the opinion that was asked for. */
  readonly id: string;
  readonly opinion: Opinion;
  readonly text: string;
}

/**
 * Asks another reviewer what they think of an open case. It decides nothing, and nothing waits for it.
 * Refused: `invalid` for oneself, for who owes an opinion already and for one too many,
 * `role-unknown` for a person who has never signed in, `role-not-allowed` for one who reviews no
 * cases, `case-closed`, `case-changed`.
 */
export function askForOpinion(ports: Ports) {
  return (command: AskForOpinion): Promise<Result<CaseView>> =>
    changeCase(ports, 'ask-for-opinion', command, async (before, { now, ids }) => {
      const { actor: askedBy, question, person, role, approveMonths } = command;
      const { opinions } = before.record;
      const faults = faultsOf(command, before.record);
      if (faults.length > 0) {
        const detail = 'the request for an opinion has errors; nothing was saved';
        return refuse({ code: 'invalid', detail, faults });
      }
      const obstacle = person === null ? null : await obstacleFor(ports, person);
      if (obstacle) return refuse(obstacle);
      const id = ids.id();
      const asked: SecondOpinion = {
        id,
        question,
        askedBy,
        askedAt: now,
        person,
        role,
        ...(approveMonths !== undefined && { approveMonths }),
        answer: null,
      };
      const changed = { opinions: [...opinions, asked] };
      const of = person === null ? { role } : { person };
      return worked(before, changed, 'opinion-asked', askedBy, now, {
        id,
        question,
        ...of,
        ...(approveMonths !== undefined && { approveMonths }),
      });
    });
}

/**
 * Answers a request for an opinion. Who answers has taken part in the case. Refused:
 * `opinion-not-found`, `role-not-allowed` if another was asked, `opinion-answered`, `case-closed`,
 * `case-changed`.
 */
export function giveOpinion(ports: Ports) {
  return (command: GiveOpinion): Promise<Result<CaseView>> =>
    changeCase(ports, 'give-opinion', command, (before, { now: at }) => {
      const { actor: by, id, opinion, text } = command;
      const { evaluationDigest, id: caseId, opinions } = before.record;
      const asked = opinions.find((each) => each.id === id);
      if (!asked) return refuse(NO_SUCH_OPINION);
      if (!mayAnswer(asked, by)) return refuse({ ...anothers(asked), caseId });
      if (asked.answer) {
        const detail = `${asked.answer.by.subject} has already given this opinion`;
        return refuse({ code: 'opinion-answered', detail, caseId });
      }
      const basis = asked.approveMonths === undefined ? {} : { basis: evaluationDigest };
      const answered = { ...asked, answer: { opinion, text, by, at, ...basis } };
      const changed = { opinions: opinions.map((each) => (each.id === id ? answered : each)) };
      return worked(before, changed, 'opinion-given', by, at, { id, opinion, text });
    });
}

const NO_SUCH_OPINION = {
  code: 'opinion-not-found',
  detail: 'the case has no request for an opinion with this id',
} as const;

function faultsOf({ actor, person, role }: AskForOpinion, { opinions }: CaseRecord): Fault[] {
  const open = opinions.filter(({ answer }) => answer === null);
  const path = person === null ? 'role' : 'person';
  const isAsked = open.some((each) => each.person === person && each.role === role);
  return [
    ...(person === actor.subject
      ? [{ path, code: 'yourself', message: 'must be another person than you' }]
      : []),
    ...(isAsked
      ? [{ path, code: 'already-asked', message: 'was already asked and has not answered yet' }]
      : []),
    ...(open.length >= MAX_OPEN_OPINIONS
      ? [
          {
            path,
            code: 'too-many',
            message: `would be more than ${MAX_OPEN_OPINIONS} open requests for an opinion on this case`,
          },
        ]
      : []),
  ];
}

/** Why a person can't give an opinion; null if they can. */
async function obstacleFor({ records }: Ports, person: string): Promise<Refusal | null> {
  const role = await records.roleOf(person);
  if (role === null) {
    return {
      code: 'role-unknown',
      detail:
        'this person has never signed in here, so their role is unknown; ask another reviewer',
    };
  }
  if (mayReview(role)) return null;
  return {
    code: 'role-not-allowed',
    detail: `${person} (${role}) doesn't review cases; ask a pharmacist or a medical director`,
  };
}

function anothers({ person, role, askedBy }: SecondOpinion): Refusal {
  const who = person ?? `a ${String(role)} other than ${askedBy.subject}`;
  return { code: 'role-not-allowed', detail: `this opinion was asked of ${who}` };
}
