import {
  endAuthorization,
  evaluateCase,
  findDuplicates,
  openContinuationReview,
  precheck,
  previewDecision,
  type CaseRecord,
  type SeenMember,
} from '@assent/application';
import { addDays, type EndReason } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import {
  ANSWER,
  CONTRADICTORY,
  MET,
  ONE_MISSING,
  RESPONDING,
  RESPONSE,
  TOO_MANY_CAPSULES,
} from '../support/facts';
import {
  accepted,
  decide,
  inform,
  INTAKE,
  open,
  opened,
  PHARMACIST,
  refused,
  requestOf,
  unique,
  withdraw,
} from '../support/requests';

type Member = CaseRecord['member'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

/** A member with an authorization for 2026-11-22 to 2027-05-21. */
async function covered() {
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  return { member: record.member, first: authorization! };
}

/** Ports that do something else between the evaluation of a known member and its commit. */
function meanwhile(act: () => Promise<unknown>): Desk['ports'] {
  const { records } = desk.ports;
  let isDone = false;
  const actOnce = async (seen: SeenMember | undefined) => {
    if (isDone || seen === undefined || seen.version === null) return;
    isDone = true;
    await act();
  };
  return {
    ...desk.ports,
    records: {
      ...records,
      open: async (change) => {
        await actOnce(change.seen);
        return records.open(change);
      },
      commit: async (change) => {
        await actOnce(change.seen);
        return records.commit(change);
      },
    },
  };
}

const OTHER = { givenName: 'Zed', familyName: 'Other', birthDate: '1990-01-01' };

const idsOf = ({ holds }: CaseRecord) => holds.map(({ id }) => id);
const end = (number: string, reason: EndReason, lastDay: string) =>
  endAuthorization(desk.ports)({ number, reason, lastDay, actor: INTAKE });
const preview = (caseId: string, version: number) =>
  previewDecision(desk.ports)({
    caseId,
    version,
    actor: PHARMACIST,
    decision: 'approve',
    rationale: 'As documented.',
    clauses: [],
  });
const stored = async (number: string) => (await desk.ports.records.authorization(number))!;

describe('a member ID that is written differently', () => {
  const WRITINGS: readonly ((id: string) => string)[] = [
    (id) => id.toLowerCase(),
    (id) => `${id.slice(0, 4)} ${id.slice(4)}`,
    (id) => `${id.slice(0, 4)}-${id.slice(4)}`,
    (id) => `${id.slice(0, 4)}\u00A0 ${id.slice(4)}`,
    (id) => `${id}.`,
    (id) => `${id}\u2010`,
    (id) => `${id.slice(0, 4)}\u2800${id.slice(4)}`,
    ...Array.from(
      '\u2212\u02d7\u2215\u058a\u301c\u2e3a\u30fb\ufe58',
      (sign) => (id: string) => `${id.slice(0, 4)}${sign}${id.slice(4)}`,
    ),
    (id) => Array.from(id, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)).join(''),
  ];

  it('means the same member: the current authorization answers the request', async () => {
    const { member, first } = await covered();
    for (const write of WRITINGS) {
      const again = await open(desk.ports, {
        facts: MET,
        member: { ...member, memberId: write(member.memberId) },
      });
      expect(refused(again)).toMatchObject({
        code: 'duplicate-authorization',
        authorization: first.number,
      });
    }
  });

  it('opens no second case, and its case is stored under the ID as it was written first', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const lower = { ...record.member, memberId: record.member.memberId.toLowerCase() };
    expect(refused(await open(desk.ports, { facts: MET, member: lower }))).toMatchObject({
      code: 'duplicate-case',
      caseId: record.id,
    });
    const other = await opened(desk.ports, {
      facts: ONE_MISSING,
      member: lower,
      lineOfBusiness: 'medicare-advantage',
    });
    expect(other.record.member.memberId).toBe(record.member.memberId);
  });

  it('finds duplicates and authorizations before a case is opened', async () => {
    const { member, first } = await covered();
    const memberId = member.memberId.toLowerCase();
    const { records, worklist } = desk.records;
    const found = await findDuplicates({ ...desk.ports, worklist })({ memberId, drug: 'Ninlaro' });
    expect(found.authorizations.map(({ number }) => number)).toEqual([first.number]);
    const { items } = await records.authorizations({ memberId, limit: 10 });
    expect(items.map(({ number }) => number)).toEqual([first.number]);
    const request = await requestOf(desk.ports, {
      requestType: 'continuation',
      member: { ...member, memberId },
      facts: RESPONDING,
    });
    expect(await precheck(desk.ports)(request, INTAKE)).toMatchObject({ outcome: 'criteria-met' });
  });

  it('means one member even if both are opened at once', async () => {
    const memberId = `ZZ-${unique()}`;
    const person = { givenName: 'Nadia', familyName: 'Brandt', birthDate: '1958-03-09' };
    const results = await Promise.all(
      [memberId, memberId.toLowerCase(), memberId.replace('-', '')].map((writing) =>
        open(desk.ports, { facts: MET, member: { ...person, memberId: writing } }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) {
      if (!result.ok) expect(result.refusal.code).toBe('duplicate-authorization');
    }
  });
});

describe('a member ID of a person with another date of birth', () => {
  it('leads to a review, even after information came in, and is never refused because of their coverage', async () => {
    const { member } = await covered();
    const mistaken = { ...OTHER, memberId: member.memberId };
    for (const lineOfBusiness of ['commercial', 'medicare-advantage'] as const) {
      const { record } = await opened(desk.ports, {
        facts: ONE_MISSING,
        member: mistaken,
        lineOfBusiness,
      });
      const informed = accepted(await inform(desk.ports, record.id, ANSWER)).record;
      expect(informed.status).toBe('in-review');
      expect(idsOf(informed)).toContain('another-person');
      expect(informed.holds[0]?.message).toBe(
        'this member ID belongs to Nadia Brandt, born March 9, 1958',
      );
    }
    const known = await desk.ports.records.knownMember(member.memberId);
    expect(known).toMatchObject(member);
  });

  it.each([
    ['born another day', OTHER],
    ['a twin', { givenName: 'Zoe', familyName: 'Brandt', birthDate: '1958-03-09' }],
  ])(
    'leads to a review even if both are opened at once, in two lines of business: %s',
    async (_, other) => {
      for (let round = 0; round < 8; round++) {
        const memberId = `ZZ-${unique()}`;
        const person = { givenName: 'Nadia', familyName: 'Brandt', birthDate: '1958-03-09' };
        const both = await Promise.all([
          opened(desk.ports, { facts: MET, member: { ...person, memberId } }),
          opened(desk.ports, {
            facts: MET,
            member: { ...other, memberId },
            lineOfBusiness: 'medicare-advantage',
          }),
        ]);
        const found = both.map(({ record }) => [record.status, ...idsOf(record)]);
        expect(found.sort()).toEqual([['approved'], ['in-review', 'another-person']]);
      }
    },
  );
});

describe('a request that names a drug and more', () => {
  it('is not called a duplicate of current coverage, since what it asks for is unknown', async () => {
    const three = {
      ...MET,
      regimen: { combinationAgents: ['daratumumab', 'lenalidomide', 'dexamethasone'] },
    };
    const { record } = await opened(desk.ports, { facts: { ...three, transplantCandidate: true } });
    expect(record.status).toBe('approved');
    const more = { combinationAgents: ['daratumumab with bort', 'lenalidomide', 'dexamethasone'] };
    const again = await opened(desk.ports, {
      facts: { ...three, transplantCandidate: true, regimen: more },
      member: record.member,
    });
    expect([again.record.status, idsOf(again.record)]).toEqual([
      'in-review',
      ['unread-drug', 'already-covered'],
    ]);
  });
});

describe('a member ID of a person with another first name', () => {
  it.each([
    ['Ines', 'Lena', 'in-review', ['another-person']],
    ['Ines', 'Inés', 'approved', []],
    ['Ines', 'I.', 'approved', []],
    ['Øyvind', 'Oyvind', 'approved', []],
    ['Lukasz', 'Łukasz', 'approved', []],
    ['Ægir', 'Aegir', 'approved', []],
    ['Øyvind', 'Ulla', 'in-review', ['another-person']],
    ['Ines', 'ines maria', 'approved', []],
    ['Maria', 'Marta', 'in-review', ['another-person']],
    ['Daniel', 'David', 'in-review', ['another-person']],
  ])('%s, then %s: %s', async (first, second, status, holds) => {
    const member = {
      memberId: `ZZ-${unique()}`,
      familyName: 'Brandt',
      birthDate: '1958-03-09',
    };
    await opened(desk.ports, { facts: MET, member: { ...member, givenName: first } });
    const { record } = await opened(desk.ports, {
      facts: RESPONDING,
      requestType: 'continuation',
      member: { ...member, givenName: second },
    });
    expect([record.status, idsOf(record)]).toEqual([status, holds]);
  });
});

describe('the name of a member', () => {
  const ANA = { givenName: 'Ana', familyName: 'Brandt', birthDate: '1958-03-09' };
  const ZOE = { ...ANA, givenName: 'Zoe' };
  const renewal = { facts: RESPONDING, requestType: 'continuation' as const };
  const nameOf = async (memberId: string) =>
    (await desk.ports.records.knownMember(memberId))!.givenName;

  it('is not taken from a request that may be of a twin, so that the next one is held as well', async () => {
    const memberId = `ZZ-${unique()}`;
    await opened(desk.ports, { facts: MET, member: { ...ANA, memberId } });
    const twin = { ...ZOE, memberId };
    const lineOfBusiness = 'medicare-advantage';
    const other = await opened(desk.ports, { facts: MET, member: twin, lineOfBusiness });
    expect([other.record.status, idsOf(other.record)]).toEqual(['in-review', ['another-person']]);
    const { record } = await opened(desk.ports, { ...renewal, member: twin });
    expect([record.status, idsOf(record)]).toEqual(['in-review', ['another-person']]);
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.1'] }));
    expect(await nameOf(memberId)).toBe('Ana');
  });

  it('is taken from such a request once a person has approved it', async () => {
    const memberId = `ZZ-${unique()}`;
    await opened(desk.ports, { facts: MET, member: { ...ANA, memberId } });
    const { record } = await opened(desk.ports, { ...renewal, member: { ...ZOE, memberId } });
    accepted(await decide(desk.ports, record.id, 'approve'));
    expect(await nameOf(memberId)).toBe('Zoe');
  });

  it('is not taken from a request that is routed to another payer', async () => {
    const memberId = `ZZ-${unique()}`;
    const routed = { facts: MET, lineOfBusiness: 'medicare-part-d' as const };
    const mistyped = { ...ZOE, birthDate: '1985-03-09', memberId };
    await opened(desk.ports, { ...routed, member: mistyped });
    const { record } = await opened(desk.ports, { facts: MET, member: { ...ANA, memberId } });
    expect([record.status, idsOf(record)]).toEqual(['approved', []]);
    await opened(desk.ports, { ...routed, member: mistyped });
    expect(await desk.ports.records.knownMember(memberId)).toMatchObject(ANA);
  });

  it.each(['A.', 'A1', 'A \u0660', 'a\u2800'])(
    'keeps its first name despite the initial %j',
    async (initial) => {
      const memberId = `ZZ-${unique()}`;
      await opened(desk.ports, { facts: MET, member: { ...ANA, memberId } });
      await opened(desk.ports, {
        facts: ONE_MISSING,
        member: { ...ANA, givenName: initial, familyName: 'Brandt Sole', memberId },
        lineOfBusiness: 'medicare-advantage',
      });
      expect(await desk.ports.records.knownMember(memberId)).toMatchObject({
        givenName: 'Ana',
        familyName: 'Brandt Sole',
      });
    },
  );

  it('keeps its longer form, so that no shorter one admits a third person', async () => {
    const member = { ...ANA, memberId: `ZZ-${unique()}` };
    const heldFor = async (givenName: string, request: Parameters<typeof opened>[1]) => {
      const named = { ...request, member: { ...member, givenName } };
      return idsOf((await opened(desk.ports, named)).record);
    };
    const lineOfBusiness = 'medicare-advantage';
    expect(await heldFor('Ana Maria', { facts: MET })).toEqual([]);
    expect(await heldFor('Ana', { facts: MET, lineOfBusiness })).toEqual([]);
    expect(await heldFor('Ana Lucia', renewal)).toEqual(['another-person']);
    expect(await nameOf(member.memberId)).toBe('Ana Maria');
  });

  it('that a person changed holds the case of the member known before', async () => {
    const { record } = await opened(desk.ports, {
      facts: ONE_MISSING,
      member: { ...ANA, memberId: `ZZ-${unique()}` },
    });
    const { memberId } = record.member;
    const other = await opened(desk.ports, {
      facts: MET,
      member: { ...ZOE, memberId },
      lineOfBusiness: 'medicare-advantage',
    });
    accepted(await decide(desk.ports, other.record.id, 'approve'));
    const informed = accepted(await inform(desk.ports, record.id, ANSWER)).record;
    expect([informed.status, idsOf(informed)]).toEqual(['in-review', ['another-person']]);
  });
});

describe('the review that opens automatically', () => {
  it('is held if its member ID is on file for another person', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const other = await opened(desk.ports, {
      facts: MET,
      member: { ...OTHER, memberId: record.member.memberId },
      lineOfBusiness: 'medicare-advantage',
    });
    const { authorization } = accepted(await decide(desk.ports, other.record.id, 'approve'));
    desk.clock.set(authorization!.nextStepAt!);
    await openContinuationReview(desk.ports)(authorization!.number);
    const review = (await stored(authorization!.number)).continuationCaseId!;
    const informed = accepted(await inform(desk.ports, review, RESPONSE)).record;
    expect([informed.status, idsOf(informed)]).toEqual(['in-review', ['another-person']]);
    accepted(await withdraw(desk.ports, review));
    expect((await stored(authorization!.number)).continuationCaseId).toBe(review);
  });
});

describe('an authorization that was entered in error', () => {
  const { beneficialResponse: __, ...unanswered } = RESPONDING;

  it.each(['medicare-advantage', 'commercial'] as const)(
    'no longer counts for a renewal request that is open in line %s',
    async (lineOfBusiness) => {
      const { record } = await opened(desk.ports, {
        facts: unanswered,
        requestType: 'continuation',
        lineOfBusiness,
      });
      const asks = async () => {
        await evaluateCase(desk.ports)(record.id);
        const now = await desk.ports.records.case(record.id);
        return now!.determination.missing.map(({ fact }) => fact);
      };
      expect(await asks()).toContain('priorAuthorizations');
      const { authorization } = await opened(desk.ports, { facts: MET, member: record.member });
      expect(await asks()).not.toContain('priorAuthorizations');
      expect(
        await desk.records.database.$queryRaw`
          SELECT c.version FROM pa_case c WHERE c.id = ${record.id}::uuid AND NOT EXISTS (
            SELECT FROM audit_entry WHERE case_id = c.id AND case_version = c.version)`,
      ).toEqual([]);
      accepted(await end(authorization!.number, 'entered-in-error', '2026-11-21'));
      const told = await desk.records.database.$queryRaw`
        SELECT 1 FROM outbox WHERE subject = ${record.id} AND topic = 'case-changed'`;
      expect(told).toHaveLength(2);
      expect(await asks()).toContain('priorAuthorizations');
      const informed = accepted(await inform(desk.ports, record.id, RESPONSE)).record;
      expect(informed.status).toBe('pending-information');
      expect(informed.facts).not.toHaveProperty('priorAuthorizations');
    },
  );
});

describe('a renewal of what has just started', () => {
  it('leads to a review if it is a year ahead, like that of a request that was sent twice', async () => {
    const request = {
      facts: { ...RESPONDING, previouslyMetInitiationCriteria: true },
      requestType: 'continuation' as const,
    };
    const { record: first } = await opened(desk.ports, request);
    expect(first.status).toBe('approved');
    const { record } = await opened(desk.ports, { ...request, member: first.member });
    expect([record.status, record.holds]).toEqual([
      'in-review',
      [
        {
          id: 'start-far-ahead',
          message: 'coverage would start on November 22, 2027, more than 6 months from now',
          authorization: null,
        },
      ],
    ]);
  });
});

describe('another person under an ID that was only routed', () => {
  it('is seen by a case that is evaluated at the same moment', async () => {
    const member = { ...OTHER, memberId: `ZZ-${unique()}` };
    const first = { ...member, givenName: 'Ana', birthDate: '1958-03-09' };
    await opened(desk.ports, { facts: MET, member: first, lineOfBusiness: 'medicare-part-d' });
    const ports = meanwhile(() => opened(desk.ports, { facts: {}, member: first }));
    const asked = { facts: MET, member, lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await opened(ports, asked);
    expect([record.status, idsOf(record)]).toEqual(['in-review', ['another-person']]);
  });
});

describe('a request like one that a person denied', () => {
  const { dosing: __, ...withoutDosing } = MET;

  /** A member whose request contradicted itself and was denied. */
  async function denied() {
    const { record } = await opened(desk.ports, { facts: CONTRADICTORY });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['I.1.c'] }));
    return record;
  }

  /** What contradicts itself in `CONTRADICTORY`, corrected. */
  const ANSWERED = { priorTherapies: [] };
  const NOT_ANSWERED = ['in-review', ['denied-before']];
  const judged = async (request: Parameters<typeof opened>[1]) => {
    const { record } = await opened(desk.ports, request);
    return [record.status, idsOf(record)];
  };

  it('leads to a review if it only leaves out what contradicted it', async () => {
    const { member, number } = await denied();
    const { record } = await opened(desk.ports, { facts: withoutDosing, member });
    expect(record.status).toBe('pending-information');
    const informed = accepted(await inform(desk.ports, record.id, { dosing: MET.dosing })).record;
    expect(informed.status).toBe('in-review');
    expect(informed.holds).toEqual([
      {
        id: 'denied-before',
        message: `case ${number} was denied, and this request does not address the reason`,
        authorization: null,
      },
    ]);
    const approved = accepted(await decide(desk.ports, record.id, 'approve'));
    expect(approved.record.status).toBe('approved');
  });

  it('in another line of business shows a person the denial before they approve it', async () => {
    const { record: first } = await opened(desk.ports, { facts: CONTRADICTORY });
    const line = { member: first.member, lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await opened(desk.ports, { facts: CONTRADICTORY, ...line });
    accepted(await decide(desk.ports, first.id, 'deny', { clauses: ['I.1.c'] }));
    const { outbox } = desk.records.database;
    const told = { topic: 'case-changed', subject: record.id };
    expect(await outbox.count({ where: told })).toBe(1);
    const { code, detail } = refused(await decide(desk.ports, record.id, 'approve'));
    expect([code, detail]).toEqual([
      'case-changed',
      `case ${first.number} was denied, and this request does not address the reason; the case has been updated; reload it and decide again`,
    ]);
    expect(idsOf((await desk.ports.records.case(record.id))!)).toEqual(['denied-before']);
    accepted(await decide(desk.ports, record.id, 'approve', { version: 2 }));
  });

  it.each(['opened', 'answered'])(
    'leads to a review even if it is %s in the meantime',
    async (way) => {
      const { record: first } = await opened(desk.ports, { facts: CONTRADICTORY });
      const { member } = first;
      const line = { member, lineOfBusiness: 'medicare-advantage' } as const;
      const ports = meanwhile(() => decide(desk.ports, first.id, 'deny', { clauses: ['I.1.c'] }));
      const complete = async () => {
        const { record } = await opened(desk.ports, { ...line, facts: withoutDosing });
        return accepted(await inform(ports, record.id, { dosing: MET.dosing })).record;
      };
      const record =
        way === 'opened' ? (await opened(ports, { ...line, facts: MET })).record : await complete();
      expect([record.status, idsOf(record)]).toEqual(NOT_ANSWERED);
    },
  );

  it.each([
    ['says that it is unknown', { facts: { ...MET, priorTherapies: null } }],
    [
      'writes the same differently',
      { facts: { ...MET, diagnosis: { ...MET.diagnosis, icd10: 'c9000' } } },
    ],
    ['says something else', { facts: { ...MET, transplantCandidate: true } }],
    ['is for another line of business', { lineOfBusiness: 'medicare-advantage' as const }],
  ])('leads to a review even if it %s', async (_, differing) => {
    const { member } = await denied();
    expect(await judged({ facts: MET, member, ...differing })).toEqual(NOT_ANSWERED);
  });

  it('is approved by software if it answers what contradicted it', async () => {
    const { member } = await denied();
    expect(await judged({ facts: { ...MET, ...ANSWERED }, member })).toEqual(['approved', []]);
  });

  it('leads to a review if all criteria were met and a person denied it anyway', async () => {
    const { member } = await denied();
    const { record } = await opened(desk.ports, { facts: MET, member });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['I.1.c'] }));
    expect(await judged({ facts: { ...MET, ...ANSWERED }, member })).toEqual(NOT_ANSWERED);
  });

  it('leads to a review even after another one was denied, or approved in error', async () => {
    const { member } = await denied();
    const answered = await opened(desk.ports, { facts: { ...MET, ...ANSWERED }, member });
    accepted(await end(answered.authorization!.number, 'entered-in-error', '2026-11-21'));
    expect(await judged({ facts: MET, member })).toEqual(NOT_ANSWERED);
  });

  const RENEWAL = {
    facts: { ...RESPONDING, previouslyMetInitiationCriteria: true },
    requestType: 'continuation',
  } as const;

  it('leads to a review if it is of another type and adds what the denial says nothing about', async () => {
    const { member, number } = await denied();
    const { record } = await opened(desk.ports, { ...RENEWAL, member });
    expect([record.status, record.holds]).toEqual([
      'in-review',
      [
        {
          id: 'denied-before',
          message: `case ${number} was denied, and no request for the member has been approved since`,
          authorization: null,
        },
      ],
    ]);
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.5'] }));
    expect(await judged({ facts: { ...MET, ...ANSWERED }, member })).toEqual(NOT_ANSWERED);
  });

  const deniedRenewal = async (member?: Member) => {
    const facts = { ...RENEWAL.facts, beneficialResponse: { achieved: false } };
    const { record } = await opened(desk.ports, { ...RENEWAL, facts, ...(member && { member }) });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.5'] }));
    return record;
  };

  it('leads to a review if a renewal was denied and it is a new request', async () => {
    const { member } = await deniedRenewal();
    expect(await judged({ facts: MET, member })).toEqual(NOT_ANSWERED);
  });

  it('leads to a review even if what was not renewed is still running and it starts after it', async () => {
    const { member, first } = await covered();
    desk.clock.set('2027-05-01T15:00:00Z');
    await deniedRenewal(member);
    const requestedStart = addDays(first.period.end, 1);
    expect(await judged({ facts: MET, member, requestedStart })).toEqual(NOT_ANSWERED);
  });

  it('leads to a review if it renews nothing, though another line of business has approved', async () => {
    const { member } = await covered();
    desk.clock.set('2026-11-23T15:00:00Z');
    const asked = { member, lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await opened(desk.ports, { ...asked, facts: CONTRADICTORY });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['I.1.c'] }));
    expect(await judged({ ...RENEWAL, ...asked })).toEqual(NOT_ANSWERED);
  });

  it('leads to a review even if the date of birth on the denied case was mistyped', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const { member } = record;
    const mistyped = { ...member, birthDate: '1985-03-09' };
    const lineOfBusiness = 'medicare-advantage';
    const other = { facts: CONTRADICTORY, member: mistyped, lineOfBusiness } as const;
    const { record: denial } = await opened(desk.ports, other);
    accepted(await decide(desk.ports, denial.id, 'deny', { clauses: ['I.1.c'] }));
    expect(await judged({ facts: MET, member, lineOfBusiness })).toEqual(NOT_ANSWERED);
  });

  it('is evaluated by its facts alone if it renews what was approved before or after a denial of another type', async () => {
    const { member } = await denied();
    await opened(desk.ports, { facts: { ...MET, ...ANSWERED }, member });
    desk.clock.set('2027-04-22T15:00:00Z');
    expect(await judged({ ...RENEWAL, member })).toEqual(['approved', []]);
  });

  it('is not held because of a denial to another person with the same ID', async () => {
    const memberId = `ZZ-${unique()}`;
    const { record } = await opened(desk.ports, {
      facts: CONTRADICTORY,
      member: { ...OTHER, memberId },
    });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['I.1.c'] }));
    const member = { givenName: 'Nadia', familyName: 'Brandt', birthDate: '1958-03-09', memberId };
    expect(await judged({ facts: MET, member })).toEqual(['in-review', ['another-person']]);
  });

  it('is evaluated by its facts alone once a person has approved', async () => {
    const { member } = await denied();
    const { record } = await opened(desk.ports, { facts: MET, member });
    const { authorization } = accepted(await decide(desk.ports, record.id, 'approve'));
    accepted(await end(authorization!.number, 'therapy-stopped', '2026-11-22'));
    desk.clock.set('2026-11-23T15:00:00Z');
    expect(await judged({ facts: MET, member })).toEqual(['approved', []]);
  });
});

describe('a new request next to an open renewal request', () => {
  it('leads to a review if it would leave the renewal waiting', async () => {
    const { member, first } = await covered();
    desk.clock.set(first.nextStepAt!);
    await openContinuationReview(desk.ports)(first.number);
    const id = (await stored(first.number)).continuationCaseId!;
    const renewal = (await desk.ports.records.case(id))!;
    const later = { facts: MET, member, requestedStart: '2027-06-15' };
    const { record } = await opened(desk.ports, later);
    expect([record.status, record.holds]).toEqual([
      'in-review',
      [
        {
          id: 'renewal-open',
          message: `case ${renewal.number} is an open renewal of the member's current coverage`,
          authorization: null,
        },
      ],
    ]);
  });
});

describe('after an authorization was ended', () => {
  it.each([
    ['member-died', 'initiation', ['ended-before']],
    ['member-died', 'continuation', ['ended-before']],
    ['coverage-ended', 'initiation', ['ended-before']],
    ['therapy-stopped', 'initiation', []],
    ['therapy-stopped', 'continuation', ['ended-before']],
    ['entered-in-error', 'initiation', []],
  ] as const)('for %s, %s is held as it should be', async (reason, requestType, holds) => {
    const { member, first } = await covered();
    desk.clock.set('2026-12-20T15:00:00Z');
    accepted(await end(first.number, reason, '2026-12-10'));
    const facts = requestType === 'initiation' ? MET : RESPONDING;
    const { record } = await opened(desk.ports, { facts, member, requestType });
    expect([record.status, idsOf(record)]).toEqual([
      holds.length > 0 ? 'in-review' : 'approved',
      holds,
    ]);
  });

  it('because the member died, another line of business is held too, until a person has approved', async () => {
    const { member, first } = await covered();
    desk.clock.set('2026-12-20T15:00:00Z');
    accepted(await end(first.number, 'member-died', '2026-12-10'));
    const asked = { facts: MET, member, lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await opened(desk.ports, asked);
    expect(record.holds).toEqual([
      {
        id: 'ended-before',
        message: `authorization ${first.number} was ended on December 10, 2026: member died`,
        authorization: first.number,
      },
    ]);
    accepted(await decide(desk.ports, record.id, 'approve'));
    expect((await opened(desk.ports, { facts: MET, member })).record.status).toBe('approved');
  });

  it('because the member died, a case that is opened at the same moment is told too', async () => {
    const { member, first } = await covered();
    const told: string[] = [];
    const ports = meanwhile(async () => {
      const line = { member, lineOfBusiness: 'medicare-advantage' } as const;
      told.push((await opened(desk.ports, { facts: TOO_MANY_CAPSULES, ...line })).record.id);
    });
    const ending = { reason: 'member-died', lastDay: '2026-11-22', actor: INTAKE } as const;
    accepted(await endAuthorization(ports)({ number: first.number, ...ending }));
    const { outbox } = desk.records.database;
    const message = { topic: 'case-changed', subject: { in: told } };
    expect(await outbox.count({ where: message })).toBe(1);
  });

  it('because the member died, a person approves no case that does not mention it yet', async () => {
    const { member, first } = await covered();
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      member,
      lineOfBusiness: 'medicare-advantage',
    });
    accepted(await end(first.number, 'member-died', '2026-11-22'));
    expect(refused(await decide(desk.ports, record.id, 'approve'))).toEqual({
      code: 'case-changed',
      detail: `authorization ${first.number} was ended on November 22, 2026: member died; the case has been updated; reload it and decide again`,
      caseId: record.id,
    });
    await evaluateCase(desk.ports)(record.id);
    accepted(await decide(desk.ports, record.id, 'approve', { version: 2 }));
  });

  it.each(['member-died', 'coverage-ended'] as const)(
    'for %s, a person also approves no case that names it for another reason',
    async (reason) => {
      const { member, first } = await covered();
      const facts = { ...MET, dosing: { capsulesPer28Days: 2 } };
      const { record } = await opened(desk.ports, { facts, member });
      expect(record.holds.map(({ id, authorization }) => [id, authorization])).toEqual([
        ['already-covered', first.number],
      ]);
      accepted(await end(first.number, reason, '2026-11-22'));
      const { code } = refused(await decide(desk.ports, record.id, 'approve'));
      expect(code).toBe('case-changed');
      await evaluateCase(desk.ports)(record.id);
      const after = (await desk.ports.records.case(record.id))!;
      expect(idsOf(after)).toEqual(['ended-before']);
      accepted(await decide(desk.ports, record.id, 'approve', { version: 3 }));
    },
  );

  it.each(['therapy-stopped', 'entered-in-error'] as const)(
    'for %s, a person approves no case that still names it',
    async (reason) => {
      const { member, first } = await covered();
      const facts = { ...MET, dosing: { capsulesPer28Days: 2 } };
      const { record } = await opened(desk.ports, { facts, member });
      const heldInWorklist = async () => {
        const { worklist } = desk.records;
        const rows = await worklist.openCasesOf(member.memberId, record.drug);
        return rows.map(({ isHeld }) => isHeld);
      };
      expect(await heldInWorklist()).toEqual([true]);
      accepted(await end(first.number, reason, '2026-11-22'));
      expect(refused(await preview(record.id, 1)).code).toBe('case-changed');
      // Its days have moved; it has not been evaluated since.
      expect(refused(await preview(record.id, 2))).toEqual({
        code: 'case-changed',
        detail:
          'the information behind the case has changed since you opened it; reload the case and decide again',
        caseId: record.id,
      });
      const shown = (await desk.ports.records.case(record.id))!;
      expect([shown.version, shown.holds]).toEqual([3, []]);
      expect(await heldInWorklist()).toEqual([false]);
      const last = (await desk.ports.records.events(record.id)).at(-1)!;
      expect(last.details['gone']).toEqual([expect.stringContaining(first.number)]);
      accepted(await preview(record.id, 3));
      accepted(await decide(desk.ports, record.id, 'approve', { version: 3 }));
    },
  );

  it('earlier than before, a person approves no days that the case did not show', async () => {
    const { member, first } = await covered();
    accepted(await end(first.number, 'therapy-stopped', '2027-01-20'));
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member });
    expect(idsOf(record)).toEqual([]);
    accepted(await end(first.number, 'therapy-stopped', '2026-11-30'));
    const { code } = refused(await decide(desk.ports, record.id, 'approve', { version: 1 }));
    expect(code).toBe('case-changed');
    const last = (await desk.ports.records.events(record.id)).at(-1)!;
    expect([last.type, last.details]).toEqual([
      'coverage-moved',
      { from: '2027-01-21', to: '2026-12-01' },
    ]);
    const { authorization } = accepted(await decide(desk.ports, record.id, 'approve'));
    expect(authorization?.period.start).toBe('2026-12-01');
  });

  it('for entered-in-error, a person approves no renewal that still counts it', async () => {
    const { member, first } = await covered();
    const { record } = await opened(desk.ports, {
      facts: { ...RESPONDING, dosing: TOO_MANY_CAPSULES.dosing },
      requestType: 'continuation',
      lineOfBusiness: 'medicare-advantage',
      member,
    });
    expect(record.status).toBe('in-review');
    accepted(await end(first.number, 'entered-in-error', '2026-11-21'));
    expect(refused(await decide(desk.ports, record.id, 'approve')).code).toBe('case-changed');
    const { version, facts } = (await desk.ports.records.case(record.id))!;
    expect([version, 'priorAuthorizations' in record.facts]).toEqual([2, true]);
    expect(facts).not.toHaveProperty('priorAuthorizations');
  });

  it("a person can't deny a renewal for lack of what has been approved since", async () => {
    const { record } = await opened(desk.ports, {
      facts: { ...RESPONDING, dosing: TOO_MANY_CAPSULES.dosing, priorAuthorizations: [] },
      requestType: 'continuation',
      lineOfBusiness: 'medicare-advantage',
    });
    await opened(desk.ports, { facts: MET, member: record.member });
    const denial = { clauses: ['C.1'] };
    expect(refused(await decide(desk.ports, record.id, 'deny', denial)).code).toBe('case-changed');
    const again = refused(await decide(desk.ports, record.id, 'deny', { ...denial, version: 2 }));
    expect([again.code, again.faults?.[0]?.code]).toEqual(['invalid', 'clause-met']);
  });

  it('because the member died, an approval for another person with the same ID changes nothing', async () => {
    const { member, first } = await covered();
    accepted(await end(first.number, 'member-died', '2026-11-22'));
    const { record } = await opened(desk.ports, {
      facts: MET,
      member: { ...OTHER, memberId: member.memberId },
      lineOfBusiness: 'medicare-advantage',
    });
    accepted(await decide(desk.ports, record.id, 'approve'));
    const again = (await opened(desk.ports, { facts: MET, member })).record;
    expect([again.status, idsOf(again)]).toEqual(['in-review', ['ended-before']]);
  });

  it('because the member died, software approves nothing that it evaluated a moment before', async () => {
    const { member, first } = await covered();
    const ports = meanwhile(async () =>
      accepted(await end(first.number, 'member-died', '2026-11-22')),
    );
    const asked = { facts: MET, member, lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await opened(ports, asked);
    expect([record.status, idsOf(record)]).toEqual(['in-review', ['ended-before']]);
  });

  it.each(['is active', 'was ended too'])(
    'because the member died, another one issued before, which %s, does not count',
    async (other) => {
      const { member, first } = await covered();
      desk.clock.set('2026-11-23T15:00:00Z');
      const asked = { facts: MET, member, lineOfBusiness: 'medicare-advantage' } as const;
      const { authorization: second } = await opened(desk.ports, asked);
      desk.clock.set('2026-11-24T15:00:00Z');
      accepted(await end(first.number, 'member-died', '2026-11-24'));
      desk.clock.set('2026-11-25T15:00:00Z');
      if (other !== 'is active')
        accepted(await end(second!.number, 'therapy-stopped', '2026-11-25'));
      const { record } = await opened(desk.ports, { facts: MET, member });
      expect([record.status, idsOf(record)]).toEqual(['in-review', ['ended-before']]);
    },
  );

  it('on a later day, software does not approve what would start long after that', async () => {
    for (const requestType of ['initiation', 'continuation'] as const) {
      const { member, first } = await covered();
      accepted(await end(first.number, 'superseded', first.period.end));
      const facts = requestType === 'initiation' ? MET : RESPONDING;
      const { record } = await opened(desk.ports, { requestType, facts, member });
      const beginning = 'coverage would start on May 22, 2027, more than 90 days after receipt';
      expect([record.status, record.holds]).toEqual([
        'in-review',
        [{ id: 'start-far-ahead', message: beginning, authorization: null }],
      ]);
    }
  });

  it.each(['member-died', 'therapy-stopped', 'coverage-ended'] as const)(
    'for %s, a renewal that was already approved covers no day',
    async (reason) => {
      const { member, first } = await covered();
      const renewed = accepted(
        await open(desk.ports, { requestType: 'continuation', member, facts: RESPONDING }),
      ).view.authorization!;
      desk.clock.set('2027-02-01T15:00:00Z');
      accepted(await end(first.number, reason, '2027-01-31'));
      expect(await stored(renewed.number)).toMatchObject({
        status: 'ended',
        endReason: reason,
        endedOn: '2027-05-21',
      });
      expect(
        await desk.records.database.notice.count({
          where: { authorization: renewed.number, kind: 'renewal-reminder', sentAt: null },
        }),
      ).toBe(0);
    },
  );
});

describe('what was approved to start after an authorization that is ended', () => {
  const early = { facts: MET, requestedStart: '2026-08-10' } as const;

  it.each([
    ['therapy-stopped', 'ended'],
    ['member-died', 'ended'],
    ['coverage-ended', 'ended'],
    ['superseded', 'active'],
    ['entered-in-error', 'active'],
  ] as const)('for %s is %s if it is not a renewal', async (reason, status) => {
    const { record, authorization } = await opened(desk.ports, early);
    const { member } = record;
    const next = { facts: MET, member, requestedStart: '2027-02-10' } as const;
    const later = (await opened(desk.ports, next)).authorization!;
    accepted(await end(authorization!.number, reason, '2026-11-22'));
    expect((await stored(later.number)).status).toBe(status);
  });

  it('is voided together with one entered in error, if it renews that', async () => {
    const { member, first } = await covered();
    const renewed = accepted(
      await open(desk.ports, { requestType: 'continuation', member, facts: RESPONDING }),
    ).view.authorization!;
    accepted(await end(first.number, 'entered-in-error', '2026-11-21'));
    expect(await stored(renewed.number)).toMatchObject({
      status: 'ended',
      endReason: 'entered-in-error',
      endedOn: '2027-05-21',
    });
  });
});

describe('a case that is answered after its whole period has passed', () => {
  it('can only be approved by a person', async () => {
    const asked = { facts: ONE_MISSING, requestedStart: '2026-05-23' } as const;
    const { record } = await opened(desk.ports, asked);
    desk.clock.set('2026-11-24T15:00:00Z');
    const informed = accepted(await inform(desk.ports, record.id, ANSWER)).record;
    expect([informed.status, informed.holds]).toEqual([
      'in-review',
      [
        {
          id: 'over-already',
          message: 'coverage from May 23, 2026 through November 22, 2026 would already have ended',
          authorization: null,
        },
      ],
    ]);
    accepted(await decide(desk.ports, record.id, 'approve'));
  });
});

describe('the approval letter', () => {
  const approvals = (member: Member) =>
    desk.records.database.notice.count({
      where: { kind: 'approval', sentAt: null, case: { memberId: member.memberId } },
    });

  it('is not sent if no day of its period is left', async () => {
    const { member, first } = await covered();
    expect(await approvals(member)).toBe(1);
    accepted(await end(first.number, 'entered-in-error', '2026-11-21'));
    expect(await approvals(member)).toBe(0);
  });

  it('is sent if some days are left', async () => {
    const { member, first } = await covered();
    accepted(await end(first.number, 'therapy-stopped', '2026-12-10'));
    expect(await approvals(member)).toBe(1);
  });
});
