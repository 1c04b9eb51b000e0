import type { Change } from '@assent/application';
import { escalatesAt, owedOn, type Appeal } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { LICENSE, unique } from '../support/requests';
import {
  appealOf,
  approvedCase,
  authorizationOf,
  caseRecord,
  change,
  deniedCase,
  noticeOf,
  store,
} from './records';
import { openSql, type BrokenRule, type Row, type Sql } from './sql';

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const CHECK = '23514';
const UNIQUE = '23505';
const REFUSED: BrokenRule = { code: 'AS001', rule: undefined };
const AT = new Date('2026-12-01T15:00:00Z');

const signature = {
  decided_by: 'max',
  decided_role: 'medical-director',
  decided_at: AT.toISOString(),
  rationale: 'Weighed again.',
};
const upheld = {
  ...signature,
  status: 'upheld',
  decision: 'uphold',
  license: LICENSE,
  closed_at: AT.toISOString(),
};
const sent = {
  to: 'external-review',
  by: { subject: 'ivy', role: 'intake' },
  at: AT.toISOString(),
};
const outcome = { ...sent, outcome: 'upheld', note: 'So.', months: null };

const DECIDED: Partial<Appeal> = {
  status: 'upheld',
  closedAt: AT,
  decision: {
    decision: 'uphold',
    by: { subject: 'max', role: 'medical-director' },
    at: AT,
    rationale: 'Weighed again.',
    months: null,
    license: LICENSE,
  },
};

/** An open appeal that is stored with its case. */
async function stored(parts: Partial<Change> = {}, columns: Partial<Appeal> = {}): Promise<Appeal> {
  const record = deniedCase();
  const openedAppeal = appealOf(record, columns);
  await store(desk.ports.records, record, { openedAppeal, ...parts });
  return openedAppeal;
}

function update(id: string, columns: Row): Promise<BrokenRule | null> {
  const setting = Object.keys(columns).map((name) => `${name} = new.${name}`);
  return sql.refusalOf(
    `UPDATE appeal SET ${setting.join(', ')}
     FROM jsonb_populate_record(NULL::appeal, $2::jsonb) new WHERE appeal.id = $1`,
    [id, columns],
  );
}

/** Writes a new appeal, a copy of a stored one except for some columns. */
function insertCopy(id: string, columns: Row): Promise<BrokenRule | null> {
  const own = { id: crypto.randomUUID(), number: `AP-${unique()}`, level: 9 };
  return sql.refusalOf(
    `INSERT INTO appeal SELECT new.*
     FROM appeal a, jsonb_populate_record(a, $2::jsonb) new WHERE a.id = $1`,
    [id, { ...own, ...columns }],
  );
}

describe('what is committed is read back unchanged', () => {
  it('for an appeal that is opened', async () => {
    const appeal = await stored();
    expect(await desk.ports.records.appeal(appeal.id)).toEqual(appeal);
    expect(await desk.ports.records.appealsOfCase(appeal.caseId)).toEqual([appeal]);
  });

  it('for one that is changed, whose opening stays', async () => {
    const appeal = await stored();
    const by = { subject: 'ivy', role: 'intake' } as const;
    const changed: Appeal = {
      ...appeal,
      ...DECIDED,
      version: 2,
      urgency: 'expedited',
      status: 'overturned',
      authorization: 'AU-22222-33333',
      dueAt: AT,
      escalatedAt: AT,
      forwarding: { to: 'external-review', by, at: AT },
      external: { outcome: 'overturned', note: 'So.', by, at: AT, months: null },
      findings: [
        {
          by: { subject: 'max', role: 'medical-director' },
          at: AT,
          items: [{ criterion: 'I.3', finding: 'not-met', note: null, basis: 'ab' }],
        },
      ],
      decision: {
        ...DECIDED.decision!,
        enginePart: {
          part: 'shown-to-reviewer',
          guideline: null,
          outcome: 'criteria-not-met',
          compared: [],
        },
      },
      dismissalReview: {
        to: 'independent-review-entity',
        days: 60,
        source: 'a rule',
        confidence: 'medium',
        askBy: AT,
        dismissed: { as: 'dismissed', reason: 'So.', by, at: AT },
        asked: { receivedAt: AT, by, at: AT },
        outcome: { outcome: 'vacated', note: 'So.', by, at: AT },
        vacateBy: AT,
        vacated: { reason: 'So.', by, at: AT },
      },
    };
    const forged = {
      reason: 'Another.',
      level: 7,
      receivedAt: AT,
      appellant: 'prescriber',
    } as const;
    await desk.ports.records.commit(change({ appeal: { ...changed, ...forged } }));
    expect(await desk.ports.records.appeal(appeal.id)).toEqual(changed);
  });

  it('for a letter and an authorization of an appeal', async () => {
    const record = deniedCase();
    const appeal = appealOf(record, { ...DECIDED, status: 'overturned' });
    const issued = authorizationOf(record, { appealId: appeal.id });
    const letter = noticeOf(record, { kind: 'appeal-decided', appealId: appeal.id });
    await store(desk.ports.records, record, { openedAppeal: appeal, issued, notices: [letter] });
    expect(await desk.ports.records.authorizationOfCase(record.id)).toEqual(issued);
    const due = await desk.records.notices.take(AT, 100);
    expect(due.find(({ id }) => id === letter.id)).toMatchObject({ ...letter, appeal });
  });
});

describe('coverage that continues for an appeal', () => {
  const BENEFITS: NonNullable<Appeal['benefits']> = {
    rule: { by: 'request', source: 'a rule', confidence: 'medium' },
    of: 'AU-22222-33333',
    askBy: AT,
    refusal: null,
    request: { by: 'member', receivedAt: AT, recordedBy: { subject: 'ivy', role: 'intake' } },
    given: { authorization: 'AU-22222-44444', from: '2027-06-01', lastDay: null, outside: true },
  };

  /** A denied case with an appeal, and an approved one of the same member before it. */
  async function appealed() {
    const before = approvedCase();
    const old = authorizationOf(before);
    await store(desk.ports.records, before, { issued: old });
    const record = deniedCase({ member: before.member });
    const appeal = appealOf(record, { benefits: BENEFITS });
    await store(desk.ports.records, record, { openedAppeal: appeal });
    const continuing = authorizationOf(record, {
      appealId: appeal.id,
      continues: old.number,
      period: { start: '2027-06-01', end: '2027-07-23' },
      continuationCaseId: record.id,
      nextStepAt: AT,
    });
    return { record, appeal, old, continuing };
  }

  it('is read back unchanged, with the appeal, and its last day can move', async () => {
    const { record, appeal, old, continuing } = await appealed();
    expect(await desk.ports.records.appeal(appeal.id)).toEqual(appeal);
    const followed = {
      ...old,
      version: 2,
      renewedBy: continuing.number,
      isContinued: true,
    } as const;
    await desk.ports.records.commit(change({ issued: continuing, authorizations: [followed] }));
    expect(await desk.ports.records.authorization(continuing.number)).toEqual(continuing);
    expect(await desk.ports.records.authorization(old.number)).toEqual(followed);
    expect(await desk.ports.records.authorizationOfCase(record.id)).toBeNull();
    expect(await desk.ports.records.authorizationsOfCases([record.id])).toEqual([]);
    const moved = { ...continuing, version: 2, period: { start: '2027-06-01', end: '2027-08-22' } };
    await desk.ports.records.commit(change({ authorizations: [moved] }));
    expect(await desk.ports.records.authorization(continuing.number)).toEqual(moved);
  });

  it('needs an appeal of its case, and an authorization of the member to continue', async () => {
    const { appeal, continuing } = await appealed();
    const other = await appealed();
    for (const forged of [
      { continues: other.old.number },
      { continues: 'AU-22222-33333' },
      { appealId: other.appeal.id },
    ]) {
      await expect(
        desk.ports.records.commit(change({ issued: { ...continuing, ...forged } })),
      ).rejects.toThrow('an authorization takes an approved case');
    }
    const { continues: _, ...approval } = continuing;
    await expect(desk.ports.records.commit(change({ issued: approval }))).rejects.toThrow(
      'an authorization takes an approved case',
    );
    expect((await desk.ports.records.appeal(appeal.id))?.version).toBe(1);
  });

  it('covers no day that another authorization covers, and no approval gets more days', async () => {
    const { old, continuing } = await appealed();
    const sooner = { ...continuing, period: { start: '2027-05-31', end: '2027-07-23' } };
    expect(await desk.ports.records.commit(change({ issued: sooner }))).toBe('taken');
    const moved = { ...old, version: 2, period: { ...old.period, end: '2027-06-30' } };
    await desk.ports.records.commit(change({ authorizations: [moved] }));
    expect((await desk.ports.records.authorization(old.number))?.period).toEqual(old.period);
    const more = `UPDATE pa_authorization SET end_date = '2027-06-30' WHERE number = $1`;
    expect(await sql.refusalOf(more, [old.number])).toEqual({
      code: 'AS001',
      rule: 'an_authorization_keeps_its_terms',
    });
  });
});

describe('what an appeal owes', () => {
  const LATER = new Date('2026-12-05T15:00:00Z');
  const BY = { subject: 'ivy', role: 'intake' } as const;
  const WITHDRAWN = { reason: 'No longer wanted.', by: BY, at: AT };

  it.each<[string, Partial<Appeal>]>([
    ['an open one', {}],
    ['one in review', { status: 'in-review' }],
    ['one that was escalated', { escalatedAt: LATER, dueAt: AT }],
    ['one that was escalated for an earlier deadline', { escalatedAt: AT, dueAt: LATER }],
    ['one that was upheld', DECIDED],
    ['one to be forwarded', { ...DECIDED, ...forwardingClock() }],
    ['one to be forwarded, escalated', { ...DECIDED, ...forwardingClock(), escalatedAt: LATER }],
    [
      'one to be forwarded in part',
      { ...DECIDED, ...forwardingClock(), status: 'partly-overturned' },
    ],
    ['one that was overturned', { ...DECIDED, ...forwardingClock(), status: 'overturned' }],
    [
      'one that was forwarded',
      {
        ...DECIDED,
        ...forwardingClock(),
        status: 'forwarded',
        closedAt: null,
        forwarding: { to: 'external-review', by: BY, at: AT },
      },
    ],
    ['one that is to be forwarded undecided', forwardingClock()],
    ['one that is to be forwarded undecided, escalated', { ...forwardingClock(), escalatedAt: AT }],
    ['one that was withdrawn', { status: 'withdrawn', closedAt: AT, withdrawal: WITHDRAWN }],
  ])('is the same for Postgres and for the domain: %s', async (_, parts) => {
    const appeal = await stored({}, parts);
    const row = await desk.records.database.appeal.findUniqueOrThrow({ where: { id: appeal.id } });
    const { owedBy, escalatedAt } = row;
    expect(owedBy).toEqual(owedOn(appeal) === null ? null : appeal.dueAt);
    const isEscalated = escalatedAt !== null && owedBy !== null && escalatedAt >= owedBy;
    expect(isEscalated ? null : owedBy).toEqual(escalatesAt(appeal));
  });

  it('follows each change, also one by the release before, which does not know of it', async () => {
    const { id } = await stored();
    const owed = async () =>
      (await desk.records.database.appeal.findUniqueOrThrow({ where: { id } })).owedBy;
    expect(await owed()).toEqual(new Date('2026-12-24T15:00:00Z'));
    expect(await update(id, { due_at: AT.toISOString() })).toBeNull();
    expect(await owed()).toEqual(AT);
    expect(await update(id, upheld)).toBeNull();
    expect(await owed()).toBeNull();
  });

  function forwardingClock(): Pick<Appeal, 'clocks' | 'dueAt'> {
    const { clocks } = appealOf(deniedCase());
    return {
      clocks: [...clocks, ...clocks.map((clock) => ({ ...clock, kind: 'forwarding' as const }))],
      dueAt: LATER,
    };
  }
});

describe('an appeal that changes', () => {
  it('is replaced only in the version that was seen, with nothing else of the change', async () => {
    const appeal = await stored();
    const records = desk.ports.records;
    const next = { ...appeal, version: 2, urgency: 'expedited' } as const;
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => records.commit(change({ appeal: next }))),
    );
    expect(outcomes.sort()).toEqual(['committed', 'stale', 'stale', 'stale']);
    const notices = [noticeOf({ ...deniedCase(), id: appeal.caseId })];
    expect(await records.commit(change({ appeal: next, notices }))).toBe('stale');
    expect(await records.notices(appeal.caseId)).toEqual([]);
  });

  it('is one open one of its level', async () => {
    const appeal = await stored();
    const second = { ...appeal, id: crypto.randomUUID(), number: `AP-${unique()}` };
    const commit = (openedAppeal: Appeal) => desk.ports.records.commit(change({ openedAppeal }));
    expect(await commit(second)).toBe('taken');
    expect(await insertCopy(appeal.id, { level: 1 })).toEqual({
      code: UNIQUE,
      rule: 'one_open_appeal_of_a_level',
    });
    expect(await commit({ ...second, level: 2 })).toBe('committed');
    expect(await update(appeal.id, upheld)).toBeNull();
    expect(await insertCopy(appeal.id, { level: 1, status: 'open', ...nothing() })).toBeNull();
  });

  /** What a decision adds, taken away. */
  function nothing(): Row {
    const columns = [...Object.keys(signature), 'decision', 'license', 'closed_at'];
    return Object.fromEntries(columns.map((column) => [column, null]));
  }
});

describe.each([
  { way: 'an update', write: update },
  { way: 'an insert', write: insertCopy },
])('a decision by $way', ({ write }) => {
  it('is accepted if another medical director signs it', async () => {
    expect(await write((await stored()).id, upheld)).toBeNull();
  });

  it.each(['upheld', 'overturned', 'partly-overturned'])(
    'is refused for an appeal that is %s without one',
    async (status) => {
      const { id } = await stored();
      expect(await write(id, { status, closed_at: AT.toISOString() })).toEqual({
        code: CHECK,
        rule: 'a_decided_appeal_has_its_decider',
      });
    },
  );

  it.each(['decided_by', 'decided_role', 'decided_at', 'rationale', 'decision'])(
    'is refused without %s',
    async (column) => {
      const refusal = await write((await stored()).id, { ...upheld, [column]: null });
      expect(refusal?.code).toBe(CHECK);
    },
  );

  it.each([null, { ...LICENSE, number: '' }, { number: 'ME-104722', state: 'FL' }])(
    'that keeps the denial, or a part of it, is refused with the license %j',
    async (license) => {
      for (const decision of ['uphold', 'partly-overturn']) {
        const { id } = await stored();
        const status = decision === 'uphold' ? 'upheld' : 'partly-overturned';
        expect(await write(id, { ...upheld, status, decision, license })).toEqual({
          code: CHECK,
          rule: 'an_upheld_denial_needs_a_license',
        });
      }
    },
  );

  it('that overturns the denial has no license', async () => {
    const { id } = await stored();
    const overturned = { ...upheld, status: 'overturned', decision: 'overturn' };
    expect(await write(id, overturned)).toEqual({
      code: CHECK,
      rule: 'only_an_upheld_denial_has_a_license',
    });
    expect(await write(id, { ...overturned, license: null })).toBeNull();
  });

  it.each(['software', 'pharmacist', 'intake', 'auditor', 'admin', ''])(
    'is refused if `%s` signs it',
    async (role) => {
      expect(await write((await stored()).id, { ...upheld, decided_role: role })).toEqual({
        code: CHECK,
        rule: 'only_a_medical_director_decides_an_appeal',
      });
    },
  );

  it('is refused if the person signs it who denied the case', async () => {
    expect(await write((await stored()).id, { ...upheld, decided_by: 'maya' })).toEqual({
      code: CHECK,
      rule: 'another_person_decides_an_appeal',
    });
  });

  it('has a known word', async () => {
    expect(await write((await stored()).id, { ...upheld, decision: 'maybe' })).toEqual({
      code: CHECK,
      rule: 'an_appeal_has_a_known_decision',
    });
  });
});

describe('a dismissal', () => {
  const by = { subject: 'max', role: 'medical-director' };
  const dismissal = (who: object, isAccepted: boolean) => {
    const act = { reason: 'So.', by: who, at: AT.toISOString() };
    return {
      status: 'withdrawn',
      closed_at: AT.toISOString(),
      withdrawal: { as: 'dismissed', ...act },
      good_cause: { about: 'late', accepted: isAccepted, ...act },
    };
  };

  it('is by a medical director', async () => {
    expect(await update((await stored()).id, dismissal(by, false))).toBeNull();
  });

  it.each([
    [{ ...by, role: 'pharmacist' }, false],
    [{ subject: 'assent', role: 'software' }, false],
    [by, true],
  ])('is refused from %j, whose cause is accepted: %s', async (who, isAccepted) => {
    expect(await update((await stored()).id, dismissal(who, isAccepted))).toEqual({
      code: CHECK,
      rule: 'only_a_medical_director_dismisses_an_appeal',
    });
  });
});

describe('the ground of an appeal', () => {
  it.each([
    ['denial', deniedCase()],
    ['modified-approval', approvedCase()],
  ])('that the release before leaves out is %s', async (ground, record) => {
    const appeal = appealOf(record);
    await store(desk.ports.records, record, { openedAppeal: appeal });
    expect(await insertCopy(appeal.id, { level: 2, ground: null })).toBeNull();
    const rows = await desk.records.database.appeal.findMany({ where: { caseId: record.id } });
    expect(rows.find(({ level }) => level === 2)?.ground).toBe(ground);
  });

  it('is a known word', async () => {
    expect(await update((await stored()).id, { ground: 'a feeling' })).toEqual({
      code: CHECK,
      rule: 'an_appeal_has_a_known_ground',
    });
  });
});

describe('the appeal of a missing decision', () => {
  const overturned = { ...upheld, status: 'overturned', decision: 'overturn', license: null };
  const ofMissing = async (record: ReturnType<typeof deniedCase>) => {
    const appeal = appealOf(record, { ground: 'no-decision' });
    await store(desk.ports.records, record, { openedAppeal: appeal });
    return appeal.id;
  };

  it('is not upheld while the case is open', async () => {
    expect(await update(await ofMissing(caseRecord()), upheld)).toEqual({
      code: CHECK,
      rule: 'a_decision_is_upheld_once_it_is_made',
    });
  });

  it('is overturned by who approves the case with it, at that instant, and only so', async () => {
    const { decision, ...record } = approvedCase();
    const by = { subject: 'max', role: 'medical-director' } as const;
    const approvedAt = (at: Date) => ({
      ...record,
      id: crypto.randomUUID(),
      number: `PA-${unique()}`,
      decision: decision && { ...decision, by, at },
    });
    expect(await update(await ofMissing(approvedAt(AT)), overturned)).toBeNull();
    const own = { code: CHECK, rule: 'another_person_decides_an_appeal' };
    expect(await update(await ofMissing(approvedAt(new Date(0))), overturned)).toEqual(own);
    expect(await update(await ofMissing(approvedAt(AT)), upheld)).toEqual(own);
  });
});

describe('a closed appeal', () => {
  it('keeps its decision', async () => {
    const { id } = await stored();
    await update(id, upheld);
    expect(await update(id, { decision: 'overturn', status: 'overturned' })).toEqual(REFUSED);
    expect(await update(id, { rationale: 'Another.' })).toEqual(REFUSED);
    expect(await update(id, { decided_by: 'ann' })).toEqual(REFUSED);
  });

  it('that was withdrawn stays so', async () => {
    const { id } = await stored();
    const withdrawal = { reason: 'So.', by: sent.by, at: sent.at };
    await update(id, { status: 'withdrawn', closed_at: AT.toISOString(), withdrawal });
    const again = { status: 'open', closed_at: null, withdrawal: null };
    expect(await update(id, again)).toEqual(REFUSED);
  });

  it('keeps what outside review decided', async () => {
    const { id } = await stored();
    await update(id, { ...upheld, forwarding: sent, external: outcome });
    expect(await update(id, { external: { ...outcome, outcome: 'overturned' } })).toEqual(REFUSED);
  });
});

describe('an appeal', () => {
  it.each([
    [{ status: 'lost' }, 'an_appeal_has_a_known_status'],
    [{ closed_at: AT.toISOString() }, 'an_appeal_is_open_or_closed'],
    [{ status: 'forwarded' }, 'a_forwarded_appeal_says_where'],
    [{ external: outcome }, 'an_outcome_comes_from_a_forwarded_appeal'],
    [{ status: 'withdrawn', closed_at: AT.toISOString() }, 'a_withdrawn_appeal_says_why'],
  ])('can not be %j', async (columns, rule) => {
    expect(await update((await stored()).id, columns)).toEqual({ code: CHECK, rule });
  });

  it('belongs to a case', async () => {
    const openedAppeal = appealOf(deniedCase());
    await expect(desk.ports.records.commit(change({ openedAppeal }))).rejects.toThrow();
  });
});

describe('an authorization of an appeal', () => {
  const issue = async (status: Appeal['status'], overrides = {}) => {
    const record = deniedCase();
    const isOpen = status === 'open';
    const openedAppeal = appealOf(record, isOpen ? {} : { ...DECIDED, status });
    await store(desk.ports.records, record, { openedAppeal });
    const issued = authorizationOf(record, { appealId: openedAppeal.id, ...overrides });
    return { record, issued, write: () => desk.ports.records.commit(change({ issued })) };
  };

  it.each(['overturned', 'partly-overturned'] as const)('takes one that is %s', async (status) => {
    expect(await (await issue(status)).write()).toBe('committed');
  });

  it.each(['open', 'upheld'] as const)('is refused for one that is %s', async (status) => {
    await expect((await issue(status)).write()).rejects.toThrow();
  });

  it('is refused for the appeal of another case', async () => {
    const other = await issue('overturned');
    const record = deniedCase();
    await store(desk.ports.records, record);
    const issued = { ...authorizationOf(record), appealId: other.issued.appealId };
    await expect(desk.ports.records.commit(change({ issued }))).rejects.toThrow();
  });

  it('stands beside the one of its case, of which there is still one', async () => {
    const record = approvedCase();
    const openedAppeal = appealOf(record, { ...DECIDED, status: 'overturned' });
    const issued = authorizationOf(record);
    await store(desk.ports.records, record, { openedAppeal, issued });
    const later = authorizationOf(record, {
      appealId: openedAppeal.id,
      period: { start: '2027-06-01', end: '2027-08-31' },
      issuedAt: AT,
    });
    const { records } = desk.ports;
    expect(await records.commit(change({ issued: later }))).toBe('committed');
    expect(await records.authorizationOfCase(record.id)).toEqual(later);
    expect(await records.authorizationsOfCases([record.id])).toEqual([issued, later]);
    const another = authorizationOf(record, { period: { start: '2028-06-01', end: '2028-08-31' } });
    expect(await records.commit(change({ issued: another }))).toBe('taken');
  });
});
