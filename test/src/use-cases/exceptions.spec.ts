import { askForOpinion, giveOpinion, recordFindings } from '@assent/application';
import { USUAL_EXCEPTION_LIMITS, type Actor, type Opinion } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  opened,
  PHARMACIST,
  refused,
} from '../support/requests';
import { found, texan } from '../support/texas';

const SECOND: Actor = { subject: 'paul', role: 'pharmacist' };
const LIMITS = { maxMonths: 9, aloneMonths: 6 };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ exceptions: LIMITS });
  await desk.records.database.personSeen.createMany({
    data: [SECOND, PHARMACIST, DIRECTOR].map((each) => ({ ...each, seenAt: new Date() })),
  });
});
afterAll(() => desk.close());

const inReview = async (facts = TOO_MANY_CAPSULES) =>
  (await opened(desk.ports, { facts })).record.id;

const approve = (caseId: string, months: number, actor = PHARMACIST) =>
  decide(desk.ports, caseId, 'approve', {
    actor,
    months,
    ...(months !== 6 && { reason: 'The specialist asked for it.' }),
  });

async function asked(caseId: string, approveMonths: number | null, person = SECOND.subject) {
  const question = 'Do you agree?';
  const months = approveMonths === null ? {} : { approveMonths };
  const command = { caseId, actor: PHARMACIST, question, person, role: null, ...months };
  return accepted(await askForOpinion(desk.ports)(command)).record.opinions.at(-1)!.id;
}

async function answered(
  caseId: string,
  approveMonths: number | null,
  opinion: Opinion = 'agree',
  actor = SECOND,
): Promise<void> {
  const id = await asked(caseId, approveMonths, actor.subject);
  accepted(await giveOpinion(desk.ports)({ caseId, actor, id, opinion, text: 'So.' }));
}

describe('a pharmacist who approves although not all criteria are met', () => {
  it('can approve as long as the limit for one person', async () => {
    const { record } = accepted(await approve(await inReview(), 6));
    expect(record.decision?.by).toEqual(PHARMACIST);
  });

  it.each([
    ['criteria are not met', TOO_MANY_CAPSULES],
    ['information is missing', ONE_MISSING],
  ])('can approve no longer than the limit where %s, and is told what to do', async (_, facts) => {
    const { code, faults } = refused(await approve(await inReview(facts), 10));
    expect([code, faults]).toEqual([
      'invalid',
      [
        {
          path: 'approve.months',
          code: 'out-of-range',
          message:
            'must be at most 9 when a pharmacist approves although not all criteria are met; approve fewer months, or hand the case up',
        },
      ],
    ]);
  });

  it('needs a second person above a figure, and is told what to do', async () => {
    const caseId = await inReview();
    expect(refused(await approve(caseId, 7))).toEqual({
      code: 'second-person-needed',
      detail:
        'a pharmacist approves at most 6 months alone although not all criteria are met; ask a medical director or another pharmacist for a second opinion on an approval for 7 months, or hand the case up',
      caseId,
    });
  });

  it.each([SECOND, DIRECTOR])('has a second person in a $role who agreed', async (person) => {
    const caseId = await inReview();
    await answered(caseId, 8, 'agree', person);
    const { record } = accepted(await approve(caseId, 8));
    expect(record.status).toBe('approved');
    const events = await desk.ports.records.events(caseId);
    expect(events.find(({ type }) => type === 'approved')?.details).toMatchObject({
      agreedBy: person.subject,
    });
  });

  it.each<[string, number | null, Opinion]>([
    ['disagreed', 8, 'disagree'],
    ['needs more information', 8, 'more-information'],
    ['agreed to fewer months', 7, 'agree'],
    ['agreed to something else', null, 'agree'],
  ])('has no second person in one who %s', async (_, months, opinion) => {
    const caseId = await inReview();
    await answered(caseId, months, opinion);
    expect(refused(await approve(caseId, 8)).code).toBe('second-person-needed');
  });

  it('has no second person in one who has not answered, or in oneself', async () => {
    const caseId = await inReview();
    await asked(caseId, 8);
    expect(refused(await approve(caseId, 8)).code).toBe('second-person-needed');
    const own = await inReview();
    const question = { caseId: own, actor: SECOND, question: 'Agreed?', approveMonths: 8 };
    const request = { ...question, person: PHARMACIST.subject, role: null };
    const { record } = accepted(await askForOpinion(desk.ports)(request));
    const id = record.opinions[0]!.id;
    const answer = { caseId: own, actor: PHARMACIST, id, opinion: 'agree', text: 'So.' } as const;
    accepted(await giveOpinion(desk.ports)(answer));
    expect(refused(await approve(own, 8)).code).toBe('second-person-needed');
    // The one who asked can: another person agreed.
    accepted(await approve(own, 8, SECOND));
  });

  it('has no second person any more once the information has changed', async () => {
    const caseId = await inReview();
    await answered(caseId, 8);
    accepted(await inform(desk.ports, caseId, { dosing: { capsulesPer28Days: 5 } }));
    expect(refused(await approve(caseId, 8)).code).toBe('second-person-needed');
    await answered(caseId, 8);
    accepted(await approve(caseId, 8));
  });
});

it('a medical director approves alone, without a limit', async () => {
  const { record } = accepted(await approve(await inReview(), 24, DIRECTOR));
  expect(record.status).toBe('approved');
});

it('a pharmacist has no such limit where all criteria are met', async () => {
  const { record } = accepted(await approve(await inReview(CONTRADICTORY), 24));
  expect(record.status).toBe('approved');
});

it('says nothing of results that are withheld: the limit holds until findings are recorded', async () => {
  const codes = [];
  for (const facts of [TOO_MANY_CAPSULES, CONTRADICTORY]) {
    const { id, version } = (await opened(desk.ports, { facts, member: texan() })).record;
    codes.push(refused(await approve(id, 10)).code);
    const findings = { caseId: id, actor: PHARMACIST, version, findings: found() };
    accepted(await recordFindings(desk.ports)(findings));
    const after = await approve(id, 10);
    codes.push(after.ok);
  }
  expect(codes).toEqual(['invalid', false, 'invalid', true]);
});

it('no approval takes a second person unless a plan says so', async () => {
  const other = await openDesk();
  try {
    expect(other.ports.settings.exceptions).toEqual(USUAL_EXCEPTION_LIMITS);
    const approved = async (months: number) => {
      const { id } = (await opened(other.ports, { facts: TOO_MANY_CAPSULES })).record;
      const terms = { actor: PHARMACIST, months, reason: 'A trial.' };
      return (await decide(other.ports, id, 'approve', terms)).ok;
    };
    expect([await approved(12), await approved(13)]).toEqual([true, false]);
  } finally {
    await other.close();
  }
});
