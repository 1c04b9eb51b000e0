import {
  askForOpinion,
  giveOpinion,
  searchCases,
  type AskForOpinion,
  type GiveOpinion,
} from '@assent/application';
import type { Actor } from '@assent/domain';
import { decideOn, filed, OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  DIRECTOR,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
} from '../support/requests';

const SECOND: Actor = { subject: 'paul', role: 'pharmacist' };
const QUESTION = 'Is four capsules ever right here?';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const people = [PHARMACIST, SECOND, DIRECTOR, OTHER_DIRECTOR, INTAKE];
  await desk.records.database.personSeen.createMany({
    data: people.map(({ subject, role }) => ({ subject, role, seenAt: new Date() })),
    skipDuplicates: true,
  });
});
afterAll(() => desk.close());

const inReview = async () => (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
const ask = (caseId: string, of: Partial<AskForOpinion>) =>
  askForOpinion(desk.ports)({
    caseId,
    actor: PHARMACIST,
    question: QUESTION,
    person: null,
    role: null,
    ...of,
  });
const askPerson = (caseId: string, person = OTHER_DIRECTOR.subject) => ask(caseId, { person });
const give = (caseId: string, id: string, given: Partial<GiveOpinion> = {}) =>
  giveOpinion(desk.ports)({
    caseId,
    id,
    actor: OTHER_DIRECTOR,
    opinion: 'disagree',
    text: 'Not in this combination.',
    ...given,
  });

/** The id of the opinion that was asked for last. */
function lastOf(asked: Awaited<ReturnType<typeof ask>>): string {
  const opinion = accepted(asked).record.opinions.at(-1);
  if (!opinion) throw new Error('no opinion was asked for');
  return opinion.id;
}

async function isAsked(caseId: string, viewer: Actor): Promise<boolean> {
  const ports = { ...desk.ports, worklist: desk.records.worklist };
  const { items } = await searchCases(ports)(viewer, { queue: 'opinions' }, { limit: 100 });
  return items.some(({ id }) => id === caseId);
}

describe('an opinion', () => {
  it('is asked of a person, whose worklist shows the case until they answer', async () => {
    const id = await inReview();
    const opinion = lastOf(await askPerson(id));
    const everyone = [OTHER_DIRECTOR, DIRECTOR, PHARMACIST];
    const shown = () => Promise.all(everyone.map((each) => isAsked(id, each)));
    expect(await shown()).toEqual([true, false, false]);
    const { record } = accepted(await give(id, opinion));
    const now = await desk.clock.now();
    expect(record.opinions).toEqual([
      {
        id: opinion,
        question: QUESTION,
        askedBy: PHARMACIST,
        askedAt: now,
        person: OTHER_DIRECTOR.subject,
        role: null,
        answer: {
          opinion: 'disagree',
          text: 'Not in this combination.',
          by: OTHER_DIRECTOR,
          at: now,
        },
      },
    ]);
    expect((await desk.ports.records.case(id))?.opinions).toEqual(record.opinions);
    expect([record.status, await shown()]).toEqual(['in-review', [false, false, false]]);
    const events = (await desk.ports.records.events(id)).slice(-2);
    expect(events).toMatchObject([
      { type: 'opinion-asked', actor: PHARMACIST, details: { question: QUESTION, person: 'max' } },
      { type: 'opinion-given', actor: OTHER_DIRECTOR, details: { opinion: 'disagree' } },
    ]);
  });

  it('is asked of a role: anyone with it may answer, but not who asks', async () => {
    const id = await inReview();
    const opinion = lastOf(await ask(id, { role: 'pharmacist' }));
    expect(await isAsked(id, SECOND)).toBe(true);
    expect(await isAsked(id, DIRECTOR)).toBe(false);
    const codes = [
      await give(id, opinion, { actor: PHARMACIST }),
      await give(id, opinion, { actor: DIRECTOR }),
    ].map((result) => refused(result).code);
    expect(codes).toEqual(['role-not-allowed', 'role-not-allowed']);
    accepted(await give(id, opinion, { actor: SECOND, opinion: 'agree' }));
  });

  it('keeps no one from deciding while it is open, and is not given afterwards', async () => {
    const id = await inReview();
    const opinion = lastOf(await askPerson(id));
    accepted(await decide(desk.ports, id, 'deny'));
    expect(await isAsked(id, OTHER_DIRECTOR)).toBe(false);
    expect(refused(await give(id, opinion)).code).toBe('case-closed');
  });

  it('keeps who gave it from deciding the appeal, but not who was only asked', async () => {
    const id = await inReview();
    accepted(await give(id, lastOf(await askPerson(id))));
    const nina: Actor = { subject: 'nina', role: 'medical-director' };
    await desk.records.database.personSeen.createMany({
      data: [{ ...nina, seenAt: new Date() }],
    });
    accepted(await askPerson(id, nina.subject));
    accepted(await decide(desk.ports, id, 'deny'));
    const appeal = await filed(desk.ports, id);
    const refusal = refused(
      await decideOn(desk.ports, appeal.id, 'uphold', { actor: OTHER_DIRECTOR }),
    );
    expect(refusal.code).toBe('took-part');
    accepted(await decideOn(desk.ports, appeal.id, 'uphold', { actor: nina }));
  });

  it('is given once, by who was asked, on the case that it was asked for', async () => {
    const id = await inReview();
    const opinion = lastOf(await askPerson(id));
    expect(refused(await give(id, opinion, { actor: DIRECTOR })).detail).toBe(
      'this opinion was asked of max',
    );
    accepted(await give(id, opinion));
    expect(refused(await give(id, opinion)).code).toBe('opinion-answered');
    expect(refused(await give(await inReview(), opinion)).code).toBe('opinion-not-found');
  });
});

describe('a request for an opinion is refused', () => {
  it.each([
    ['of oneself', PHARMACIST.subject, 'invalid'],
    ['of a person who has never signed in', 'nobody-yet', 'role-unknown'],
    ['of a person who reviews no cases', INTAKE.subject, 'role-not-allowed'],
  ])('%s', async (_, person, code) => {
    expect(refused(await askPerson(await inReview(), person)).code).toBe(code);
  });

  it('of who was already asked, and for one too many', async () => {
    const id = await inReview();
    accepted(await askPerson(id));
    expect(refused(await askPerson(id)).faults).toMatchObject([
      { path: 'person', code: 'already-asked' },
    ]);
    accepted(await ask(id, { role: 'pharmacist' }));
    accepted(await ask(id, { role: 'medical-director' }));
    expect(refused(await askPerson(id, PHARMACIST.subject)).faults).toMatchObject([
      { path: 'person', code: 'yourself' },
      { path: 'person', code: 'too-many' },
    ]);
  });
});
