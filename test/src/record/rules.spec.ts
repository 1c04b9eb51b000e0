import type { DocumentRecord } from '@assent/application';
import { coverageRequest } from '@assent/contracts';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  decide,
  digestLike,
  INTAKE,
  opened,
  PHARMACIST,
  unique,
  withdraw,
} from '../support/requests';
import { switchOff } from '../support/switch-off';
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
const NO_DENIAL: BrokenRule = { code: CHECK, rule: 'only_a_medical_director_denies' };
const NO_APPROVAL: BrokenRule = {
  code: CHECK,
  rule: 'software_approves_only_what_meets_the_criteria',
};
const NO_KEYS: BrokenRule = { code: CHECK, rule: 'a_denial_needs_two_keys' };
const OWN_CASE: BrokenRule = { code: CHECK, rule: 'who_opened_a_case_does_not_deny_it' };
const WITH_A_REVIEWER: BrokenRule = {
  code: 'AS409',
  rule: 'software_approves_nothing_that_a_reviewer_has',
};
const HALF_A_KEY: BrokenRule = { code: CHECK, rule: 'keys_come_together' };
/** What the database's own triggers refuse. */
const REFUSED: BrokenRule = { code: 'AS001', rule: undefined };

const signature = {
  closed_at: '2026-11-23T09:00:00Z',
  decided_by: 'maya',
  decided_role: 'medical-director',
  decided_at: '2026-11-23T09:00:00Z',
  rationale: 'Four capsules are more than the label allows.',
};
const keys = {
  license_number: 'ME-104722',
  license_state: 'FL',
  license_specialty: 'Hematology',
  letter_digest: `\\x${'ab'.repeat(32)}`,
};
const denial = { ...signature, ...keys, status: 'denied', decision: 'deny' };
const approval = { ...signature, status: 'approved', decision: 'approve' };

async function inReview(): Promise<string> {
  return (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
}

/** Overwrites columns of a stored case. */
function update(id: string, columns: Row): Promise<BrokenRule | null> {
  return sql.refusalOf(
    `UPDATE pa_case SET ${setList(columns)}
     FROM jsonb_populate_record(NULL::pa_case, $2::jsonb) new WHERE pa_case.id = $1`,
    [id, columns],
  );
}

/** What no other case has. */
function ownColumns(): Row {
  return { number: unique(), member_id: `C${unique()}` };
}

/** Writes a new case that is a copy of a stored one except for some columns. */
function insertCopy(id: string, columns: Row): Promise<BrokenRule | null> {
  const own = { id: crypto.randomUUID(), ...ownColumns() };
  return sql.refusalOf(
    `INSERT INTO pa_case SELECT new.*
     FROM pa_case c, jsonb_populate_record(c, $2::jsonb) new WHERE c.id = $1`,
    [id, { ...own, ...columns }],
  );
}

/** Changes a stored case by the database's own function, as the application does. */
async function commitChange(id: string, columns: Row): Promise<BrokenRule | null> {
  return sql.refusalOf(
    `SELECT commit_change(jsonb_build_object('events', '[]'::jsonb,
       'audit', jsonb_build_array(jsonb_build_object('at', now(), 'actor', 'maya', 'role', 'test',
         'action', 'test', 'case_id', c.id, 'case_version', c.version + 1)),
       'outbox', '[]'::jsonb, 'notices', '[]'::jsonb,
       'changed', jsonb_build_array(
         to_jsonb(c) || jsonb_build_object('version', c.version + 1) || $2::jsonb)))
     FROM pa_case c WHERE c.id = $1`,
    [id, columns],
  );
}

function setList(columns: Row): string {
  return Object.keys(columns)
    .map((name) => `${name} = new.${name}`)
    .join(', ');
}

const ways = [
  { way: 'an update', write: update },
  { way: 'an insert', write: insertCopy },
  { way: 'commit_change', write: commitChange },
];

describe.each(ways)('a denial by $way', ({ write }) => {
  it('is accepted if a medical director signs it', async () => {
    expect(await write(await inReview(), denial)).toBeNull();
  });

  it.each(['decision', 'decided_by', 'decided_role', 'decided_at', 'rationale'])(
    'is refused without %s',
    async (column) => {
      expect(await write(await inReview(), { ...denial, [column]: null })).toEqual(NO_DENIAL);
    },
  );

  it.each(['software', 'pharmacist', 'intake', 'auditor', 'admin', 'Medical-Director', ''])(
    'is refused if `%s` signs it',
    async (role) => {
      expect(await write(await inReview(), { ...denial, decided_role: role })).toEqual(NO_DENIAL);
    },
  );

  it.each(['license_number', 'license_state', 'license_specialty'])(
    'is refused without %s, or with an empty one',
    async (column) => {
      const refusals = [
        await write(await inReview(), { ...denial, [column]: null }),
        await write(await inReview(), { ...denial, [column]: '' }),
      ];
      expect(refusals).toEqual([HALF_A_KEY, HALF_A_KEY]);
    },
  );

  it('may have the name on its license, but not a blank one, and none without a license', async () => {
    const none = Object.fromEntries(Object.keys(keys).map((column) => [column, null]));
    const name = 'Dana Brooks MD';
    expect(await write(await inReview(), { ...denial, license_name: name })).toBeNull();
    const refusals = [
      await write(await inReview(), { ...denial, license_name: ' ' }),
      await write(await inReview(), { ...approval, ...none, license_name: name }),
    ];
    const rule = { code: CHECK, rule: 'a_name_is_of_a_license' };
    expect(refusals).toEqual([rule, rule]);
  });

  it('is refused without the digest of its letter, and without both keys', async () => {
    const none = Object.fromEntries(Object.keys(keys).map((column) => [column, null]));
    const refusals = [
      await write(await inReview(), { ...denial, letter_digest: null }),
      await write(await inReview(), { ...denial, ...none }),
      await write(await inReview(), { ...signature, status: 'denied', decision: 'deny' }),
    ];
    expect(refusals).toEqual([NO_KEYS, NO_KEYS, NO_KEYS]);
  });

  it('is refused while who signs it has not opened a document of the case', async () => {
    const id = await inReview();
    const document: DocumentRecord = {
      id: crypto.randomUUID(),
      caseId: id,
      name: 'note.txt',
      mediaType: 'text/plain',
      size: 1,
      sha256: digestLike('note'),
      uploadedBy: INTAKE,
      uploadedAt: await desk.ports.clock.now(),
    };
    await desk.ports.records.addDocument(document);
    const unopened = { code: 'AS409', rule: 'a_denial_needs_opened_documents' };
    expect(await update(id, denial)).toEqual(unopened);
    await desk.ports.records.keepOpening(document, PHARMACIST, document.uploadedAt);
    expect(await commitChange(id, denial)).toEqual(unopened);
    const signer = { subject: denial.decided_by, role: 'medical-director' } as const;
    await desk.ports.records.keepOpening(document, signer, document.uploadedAt);
    expect(await write(id, denial)).toBeNull();
  });

  it('is refused with a digest that is no SHA-256', async () => {
    const refusal = await write(await inReview(), { ...denial, letter_digest: '\\xabab' });
    expect(refusal).toEqual(HALF_A_KEY);
  });

  it('is refused with what an approval changed', async () => {
    const modification = { reason: 'So.', terms: [] };
    expect(await write(await inReview(), { ...denial, modification })).toEqual({
      code: CHECK,
      rule: 'only_an_approval_is_modified',
    });
  });

  it('is refused with what differs since an approval, unless it is of a renewal', async () => {
    const since = { authorization: 'AU-1', approvedAt: '2026-11-22T15:00:00Z', changes: [] };
    expect(await write(await inReview(), { ...denial, since_approval: since })).toEqual({
      code: CHECK,
      rule: 'only_a_denied_renewal_is_compared',
    });
  });

  it('is refused if the decision says approve', async () => {
    expect(await write(await inReview(), { ...denial, decision: 'approve' })).toEqual(NO_DENIAL);
  });
});

describe('a denial by who opened the case', () => {
  it.each([
    { way: 'an update', write: update },
    { way: 'commit_change', write: commitChange },
  ])('is refused by $way', async ({ write }) => {
    const id = await inReview();
    expect(await write(id, { ...denial, decided_by: INTAKE.subject })).toEqual(OWN_CASE);
    expect(await write(id, denial)).toBeNull();
  });

  it('is refused in the same change that opens it', async () => {
    const id = await inReview();
    const openedAs = (opener: string) =>
      sql.refusalOf(
        `SELECT commit_change(jsonb_build_object('outbox', '[]'::jsonb, 'notices', '[]'::jsonb,
           'events', jsonb_build_array(jsonb_build_object('case_id', $3::text, 'at', now(),
             'type', 'case-opened', 'actor', $4::text, 'role', 'medical-director')),
           'audit', jsonb_build_array(jsonb_build_object('at', now(), 'actor', 'maya',
             'role', 'medical-director', 'action', 'test', 'case_id', $3::text, 'case_version', 1)),
           'opened', to_jsonb(c) || $2::jsonb))
         FROM pa_case c WHERE c.id = $1`,
        [id, { ...denial, ...ownColumns(), id: newId, version: 1 }, newId, opener],
      );
    const newId = crypto.randomUUID();
    expect(await openedAs(denial.decided_by)).toEqual({
      code: CHECK,
      rule: 'who_opened_a_case_does_not_deny_it',
    });
    expect(await openedAs('ivy')).toBeNull();
  });
});

describe('an approval by software of a case that is with a reviewer', () => {
  const bySoftware = { ...approval, decided_role: 'software', decided_by: 'assent' };

  /** A case that software may approve but for who has it. */
  async function met(columns: Row): Promise<string> {
    const id = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
    const { determination } = (await opened(desk.ports, { facts: MET })).record;
    expect(await update(id, { determination, ...columns })).toBeNull();
    return id;
  }
  beforeAll(async () => {
    const seen = { seenAt: new Date() };
    await desk.records.database.personSeen.createMany({
      data: [
        { subject: 'pia', role: 'pharmacist', ...seen },
        { subject: 'ivy', role: 'intake', ...seen },
      ],
      skipDuplicates: true,
    });
  });

  it.each([
    ['assigned to one', { assignee: 'pia' }, WITH_A_REVIEWER],
    [
      'left to the medical directors',
      {
        handed_up_by: 'pia',
        handed_up_role: 'pharmacist',
        handed_up_at: '2026-11-23T08:00:00Z',
        handed_up_reason: 'It needs a physician.',
      },
      WITH_A_REVIEWER,
    ],
    ['assigned to a clerk', { assignee: 'ivy' }, null],
    ['unassigned', {}, null],
  ])('is decided by who has it: %s', async (_, columns, refusal) => {
    const id = await met(columns);
    // Unassigning it in the same change does not help.
    expect(await commitChange(id, { ...bySoftware, assignee: null })).toEqual(refusal);
  });
});

describe.each(ways)('an approval by $way', ({ write }) => {
  it.each(['pharmacist', 'medical-director'])('is accepted if a %s signs it', async (role) => {
    expect(await write(await inReview(), { ...approval, decided_role: role })).toBeNull();
  });

  it('is refused if a pharmacist signs what was handed up', async () => {
    const handedUp = {
      handed_up_by: 'pia',
      handed_up_role: 'pharmacist',
      handed_up_at: '2026-11-23T08:00:00Z',
      handed_up_reason: 'It needs a physician.',
    };
    expect(
      await write(await inReview(), { ...approval, ...handedUp, decided_role: 'pharmacist' }),
    ).toEqual({ code: CHECK, rule: 'what_was_handed_up_is_left_to_medical_directors' });
    expect(await write(await inReview(), { ...approval, ...handedUp })).toBeNull();
    const half = { ...approval, ...handedUp, handed_up_reason: null };
    expect(await write(await inReview(), half)).toEqual({
      code: CHECK,
      rule: 'a_hand_up_is_whole',
    });
  });

  it('has no keys', async () => {
    expect(await write(await inReview(), { ...approval, ...keys })).toEqual({
      code: CHECK,
      rule: 'only_a_denial_has_keys',
    });
  });

  it.each(['software', 'intake', 'auditor', 'admin', null])(
    'of criteria that are not met is refused if `%s` signs it',
    async (role) => {
      const refusal = await write(await inReview(), { ...approval, decided_role: role });
      expect(refusal).toEqual(NO_APPROVAL);
    },
  );

  it.each(['information-needed', 'criteria-not-met', 'not-applicable', null])(
    'by software is refused if the outcome is %s',
    async (outcome) => {
      const columns = { ...approval, decided_role: 'software', determination: { outcome } };
      expect(await write(await inReview(), columns)).toEqual(NO_APPROVAL);
    },
  );

  it('by software is refused if facts contradict each other', async () => {
    const determination = { outcome: 'criteria-met', holds: ['H.untreated'] };
    const columns = { ...approval, decided_role: 'software', determination };
    expect(await write(await inReview(), columns)).toEqual(NO_APPROVAL);
  });

  it('by software is accepted if the criteria are met without a hold', async () => {
    const determination = { outcome: 'criteria-met', holds: [] };
    const columns = { ...approval, decided_role: 'software', determination };
    expect(await write(await inReview(), columns)).toBeNull();
  });

  it('by software changes nothing of the request', async () => {
    const determination = { outcome: 'criteria-met', holds: [] };
    const modification = { reason: 'So.', terms: [] };
    const columns = { ...approval, decided_role: 'software', determination, modification };
    expect(await write(await inReview(), columns)).toEqual({
      code: CHECK,
      rule: 'only_an_approval_is_modified',
    });
  });

  it('by software is refused while the case is held', async () => {
    const determination = { outcome: 'criteria-met', holds: [] };
    const holds = [{ id: 'start-far-ahead', message: 'far ahead', authorization: null }];
    const columns = { ...approval, decided_role: 'software', determination, holds };
    expect(await write(await inReview(), columns)).toEqual({
      code: CHECK,
      rule: 'software_approves_nothing_that_is_held',
    });
  });

  it.each(['decision', 'decided_by', 'decided_role', 'decided_at'])(
    'is refused without %s',
    async (column) => {
      expect(await write(await inReview(), { ...approval, [column]: null })).toEqual(NO_APPROVAL);
    },
  );
});

/** Closes a new case in each way there is. */
const outcomes = {
  approved: async () => (await opened(desk.ports, { facts: MET })).record.id,
  denied: async () => {
    const id = await inReview();
    await decide(desk.ports, id, 'deny');
    return id;
  },
  withdrawn: async () => {
    const id = await inReview();
    await withdraw(desk.ports, id);
    return id;
  },
  routed: async () => (await opened(desk.ports, { drug: 'aspirin' })).record.id,
};

describe('a closed case', () => {
  const closings = Object.entries(outcomes).map(([outcome, close]) => ({ outcome, close }));
  const secondOutcomes: readonly Row[] = [
    denial,
    approval,
    { ...denial, status: 'withdrawn', decision: null },
    { status: 'in-review', closed_at: null },
    { closed_at: '2026-11-30T00:00:00Z' },
    { decided_by: 'somebody else' },
    { decided_role: 'admin' },
    { decided_at: '2026-11-30T00:00:00Z' },
    { rationale: 'another one' },
    { decision_clauses: ['I.S'] },
    { modification: { reason: 'So.', terms: [] } },
    { since_approval: { changes: [] } },
    { license_number: 'ME-1' },
    { license_state: 'GA' },
    { license_specialty: 'Cardiology' },
    { license_name: 'Max Ortega MD' },
    { letter_digest: `\\x${'cd'.repeat(32)}` },
    { seen_digest: `\\x${'cd'.repeat(32)}` },
    { facts: { setting: 'provider-administered' } },
    { determination: { outcome: 'criteria-met', holds: [] } },
  ];

  it.each(closings)(
    'with the outcome $outcome keeps its outcome and its grounds',
    async ({ close }) => {
      const id = await close();
      const refusals: (BrokenRule | null)[] = [];
      for (const columns of secondOutcomes) refusals.push(await update(id, columns));
      expect(refusals).toEqual(secondOutcomes.map(() => REFUSED));
    },
  );

  it('cannot be removed', async () => {
    const id = await outcomes.denied();
    const refusal = await sql.refusalOf('DELETE FROM pa_case WHERE id = $1', [id]);
    expect(refusal).toMatchObject({ code: '23001', rule: 'case_event_case_id_fkey' });
  });
});

describe('an open case', () => {
  it.each(['approve', 'deny'])("can't have a decision to %s", async (decision) => {
    const refusal = await update(await inReview(), { decision });
    expect(refusal).toEqual({ code: CHECK, rule: 'a_decision_stands_on_a_decided_case' });
  });

  it('has no closing time', async () => {
    const refusal = await update(await inReview(), { closed_at: '2026-11-30T00:00:00Z' });
    expect(refusal).toEqual({ code: CHECK, rule: 'a_case_is_open_or_closed' });
  });

  it('has a known status', async () => {
    const refusal = await update(await inReview(), { status: 'on-hold' });
    expect(refusal).toEqual({ code: CHECK, rule: 'a_case_has_a_known_status' });
  });

  it('is the only one of its kind, but not the only one of its member', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const kind = { member_id: record.member.memberId };
    const refusals = [
      await insertCopy(record.id, kind),
      await insertCopy(record.id, { ...kind, request_type: 'continuation' }),
      await insertCopy(record.id, { ...kind, drug: 'another' }),
      await insertCopy(record.id, { ...kind, line_of_business: 'medicare-advantage' }),
    ];
    const second = { code: '23505', rule: 'one_open_case_of_a_kind' };
    expect(refusals).toEqual([second, null, null, null]);
  });
});

describe('an authorization', () => {
  // The constraints below hold even where nothing keeps its terms.
  beforeAll(() =>
    switchOff(desk.records, 'an_authorization_keeps_its_terms', 'an_authorization_only_ends'),
  );

  /** Writes, for a case, a copy of the authorization of an approved one, for days that are free. */
  const insertFor = async (caseId: string): Promise<BrokenRule | null> => {
    const { authorization } = await opened(desk.ports, { facts: MET });
    return sql.refusalOf(
      `INSERT INTO pa_authorization SELECT new.* FROM pa_authorization a,
         jsonb_populate_record(a, $2::jsonb) new WHERE a.number = $1`,
      [
        authorization?.number,
        {
          number: unique(),
          case_id: caseId,
          start_date: '2031-01-01',
          end_date: '2031-06-30',
        },
      ],
    );
  };
  const overwrite = async (column: string, value: string): Promise<BrokenRule | null> => {
    const { authorization } = await opened(desk.ports, { facts: MET });
    return sql.refusalOf(`UPDATE pa_authorization SET ${column} = $2 WHERE number = $1`, [
      authorization?.number,
      value,
    ]);
  };

  it('is the only one of its case', async () => {
    const { record } = await opened(desk.ports, { facts: MET });
    const refusal = await insertFor(record.id);
    expect(refusal).toEqual({ code: '23505', rule: 'pa_authorization_case_id_key' });
  });

  it.each([
    ['in review', inReview],
    ['denied', outcomes.denied],
    ['withdrawn', outcomes.withdrawn],
    ['routed', outcomes.routed],
  ])("can't be issued for a case that is %s", async (_, made) => {
    expect(await insertFor(await made())).toEqual(REFUSED);
  });

  it("can't move to a case that is not approved", async () => {
    expect(await overwrite('case_id', await inReview())).toEqual(REFUSED);
  });

  it('covers at least one day', async () => {
    const refusal = await overwrite('end_date', '2026-11-21');
    expect(refusal).toEqual({ code: CHECK, rule: 'an_authorization_covers_at_least_a_day' });
  });

  /** Writes an authorization of the member of another, for its days or for others. */
  const insertBeside = async (columns: Row): Promise<BrokenRule | null> => {
    const first = (await opened(desk.ports, { facts: MET })).authorization!;
    const { record } = await opened(desk.ports, { facts: MET });
    return sql.refusalOf(
      `UPDATE pa_authorization SET member_id = other.member_id, start_date = other.start_date,
         end_date = other.end_date, ended_on = other.ended_on, end_reason = other.end_reason,
         status = other.status, drug = other.drug, line_of_business = other.line_of_business,
         twin_of = other.twin_of
       FROM (SELECT new.* FROM pa_authorization a, jsonb_populate_record(a, $2::jsonb) new
         WHERE a.number = $1) other
       WHERE pa_authorization.case_id = $3`,
      [first.number, columns, record.id],
    );
  };

  it.each([
    ['the same days', {}],
    ['its last day', { start_date: '2027-05-21', end_date: '2027-06-21' }],
    ['its first day', { start_date: '2026-10-22', end_date: '2026-11-22' }],
    ['one day of it', { start_date: '2027-01-01', end_date: '2027-01-01' }],
  ])('is the only one that covers %s', async (_, columns) => {
    const refusal = await insertBeside(columns);
    expect(refusal).toEqual({ code: '23P01', rule: 'one_authorization_covers_a_day' });
  });

  it.each<[string, Row]>([
    ['the day after', { start_date: '2027-05-22', end_date: '2027-06-21' }],
    ['another drug', { drug: 'another' }],
    ['another line of business', { line_of_business: 'medicare-advantage' }],
    [
      'no day, since it has ended',
      { status: 'ended', ended_on: '2026-11-21', end_reason: 'superseded' },
    ],
    ['the same days, as an earlier twin', { twin_of: 'AU-1' }],
  ])('can coexist with one for %s', async (_, columns) => {
    expect(await insertBeside(columns)).toBeNull();
  });

  it('names no member in the error of that rule', async () => {
    const first = (await opened(desk.ports, { facts: MET })).authorization!;
    const other = await opened(desk.ports, { facts: MET });
    const clash = `UPDATE pa_authorization SET member_id = $2 WHERE number = $1`;
    const number = other.authorization?.number;
    const failure: unknown = await sql
      .run(clash, [number, first.memberId])
      .catch((each: unknown) => each);
    expect((failure as { detail: string }).detail).toContain('conflicts with existing key');
    expect(JSON.stringify(failure)).not.toContain(first.memberId);
  });

  it.each([
    ['a day without a reason', { ended_on: '2026-12-01' }, 'an_early_end_has_its_day_and_reason'],
    ['a reason without a day', { end_reason: 'superseded' }, 'an_early_end_has_its_day_and_reason'],
    [
      'another status',
      { ended_on: '2026-12-01', end_reason: 'superseded', status: 'active' },
      'an_early_end_has_its_day_and_reason',
    ],
    [
      'an unknown reason',
      { ended_on: '2026-12-01', end_reason: 'because', status: 'ended' },
      'an_early_end_has_a_known_reason',
    ],
    [
      'a day after its last',
      { ended_on: '2027-05-22', end_reason: 'superseded', status: 'ended' },
      'an_early_end_is_not_late',
    ],
  ])("can't be ended with %s", async (_, columns, rule) => {
    const { authorization } = await opened(desk.ports, { facts: MET });
    const refusal = await sql.refusalOf(
      `UPDATE pa_authorization SET ${setList(columns)}
       FROM jsonb_populate_record(NULL::pa_authorization, $2::jsonb) new
       WHERE pa_authorization.number = $1`,
      [authorization?.number, columns],
    );
    expect(refusal).toEqual({ code: CHECK, rule });
  });

  it('has a known status', async () => {
    const refusal = await overwrite('status', 'paused');
    expect(refusal).toEqual({ code: CHECK, rule: 'an_authorization_has_a_known_status' });
  });
});

describe('a letter', () => {
  const sent = {
    sent_at: '2026-11-23T09:00:00Z',
    recipient: 'office@example.org',
    subject: 'About your request',
    text: 'To the office of Lee Park MD.',
  };
  const NO_LETTER: BrokenRule = { code: CHECK, rule: 'a_sent_notice_has_its_letter' };
  const NOT_BOTH: BrokenRule = { code: CHECK, rule: 'a_notice_is_sent_or_given_up' };
  const STAYS: BrokenRule = { code: 'AS001', rule: 'a_sent_letter_stays_as_it_was' };

  /** The undelivered notice of a new case. */
  const planned = async (): Promise<unknown> => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const [notice] = await sql.run('SELECT id FROM notice WHERE case_id = $1', [record.id]);
    return notice?.['id'];
  };
  const overwriteNotice = async (columns: Row): Promise<BrokenRule | null> =>
    sql.refusalOf(
      `UPDATE notice SET ${setList(columns)}
       FROM jsonb_populate_record(NULL::notice, $2::jsonb) new WHERE notice.id = $1`,
      [await planned(), columns],
    );
  const insertNotice = async (columns: Row): Promise<BrokenRule | null> =>
    sql.refusalOf(
      `INSERT INTO notice SELECT new.*
       FROM notice n, jsonb_populate_record(n, $2::jsonb) new WHERE n.id = $1`,
      [await planned(), { id: crypto.randomUUID(), ...columns }],
    );

  describe.each([
    { way: 'an update', write: overwriteNotice },
    { way: 'an insert', write: insertNotice },
  ])('by $way', ({ write }) => {
    it('is sent with its text, or given up with or without one', async () => {
      const { sent_at: at, ...letter } = sent;
      const stored = [
        await write(sent),
        await write({ undeliverable_at: at }),
        await write({ ...letter, undeliverable_at: at }),
        await write(letter),
      ];
      expect(stored).toEqual([null, null, null, null]);
    });

    it.each(['recipient', 'subject', 'text'])("can't be sent without its %s", async (column) => {
      expect(await write({ ...sent, [column]: null })).toEqual(NO_LETTER);
    });

    it("can't be both sent and given up", async () => {
      expect(await write({ ...sent, undeliverable_at: sent.sent_at })).toEqual(NOT_BOTH);
    });
  });

  describe('with a report', () => {
    const report = {
      delivery_outcome: 'bounced',
      delivery_at: sent.sent_at,
      delivery_by: 'ivy',
      delivery_role: 'intake',
    };
    const rule = (name: string): BrokenRule => ({ code: CHECK, rule: name });

    it('is sent again only after it came back, and may then be given up', async () => {
      const back = { ...sent, ...report };
      const again = { ...back, resend: 'due', undeliverable_at: sent.sent_at };
      const only = rule('only_what_came_back_is_sent_again');
      expect([
        await overwriteNotice({ ...back, resend: 'owed' }),
        await overwriteNotice(again),
        await overwriteNotice({ ...again, resend: 'owed' }),
        await overwriteNotice({ ...sent, resend: 'due' }),
        await overwriteNotice({ ...back, delivery_outcome: 'delivered', resend: 'owed' }),
        await overwriteNotice({ ...back, resend: 'soon' }),
      ]).toEqual([null, null, NOT_BOTH, only, only, only]);
    });

    it('was sent, and says what became of it, when and by whom', async () => {
      const whole = rule('a_reported_notice_was_sent');
      expect([
        await overwriteNotice(report),
        await overwriteNotice({ ...sent, ...report, delivery_by: null }),
        await overwriteNotice({ ...sent, delivery_code: '5.1.1' }),
        await overwriteNotice({ ...sent, ...report, delivery_outcome: 'opened' }),
        await overwriteNotice({ ...sent, ...report, delivery_code: 'no mailbox a@example.org' }),
        await overwriteNotice({ ...sent, sendings: 1, resent_at: sent.sent_at }),
        await overwriteNotice({ ...sent, sendings: 2 }),
      ]).toEqual([
        whole,
        whole,
        whole,
        rule('a_notice_is_delivered_or_bounced'),
        rule('a_notice_has_a_code_for_its_delivery'),
        rule('a_notice_sent_again_says_when'),
        rule('a_notice_sent_again_says_when'),
      ]);
    });
  });

  it("that was sent can't be given up later, and keeps its text", async () => {
    const id = await planned();
    const change = (assignment: string) =>
      sql.refusalOf(`UPDATE notice SET ${assignment} WHERE id = $1`, [id]);
    const letter = "recipient = 'office@example.org', subject = 'About it', text = 'Words'";
    expect(await change(`sent_at = now(), ${letter}`)).toBeNull();
    expect(await change('undeliverable_at = now()')).toEqual(NOT_BOTH);
    expect(await change('text = NULL')).toEqual(STAYS);
    expect(await change('sent_at = NULL, undeliverable_at = now()')).toEqual(STAYS);
  });
});

test("characters in a member ID other than letters and digits don't distinguish members", async () => {
  const { memberId } = coverageRequest.shape.member.shape;
  const signs = Array.from({ length: 0x3_0000 }, (_, code) => code)
    .filter((code) => code !== 0 && !(code >= 0xd800 && code < 0xe000))
    .map((code) => String.fromCodePoint(code))
    .filter((sign) => memberId.safeParse(`A1${sign}B`).success);
  const written = signs.map((sign) => memberId.parse(`A1${sign}B`));
  const keys = await sql.run('SELECT member_key(unnest($1::text[])) AS key', [written]);
  const wanted = written.map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  );
  expect(signs.length).toBeGreaterThan(100);
  expect(keys.map(({ key }) => key)).toEqual(wanted);
});
