import { decideGoodCause, forwardAppeal, recordExternalOutcome } from '@assent/application';
import { deniedCase, filed, OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { accepted, INTAKE, PHARMACIST } from '../support/requests';
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

const SECOND: BrokenRule = { code: 'AS001', rule: undefined };
const rule = (name: string): BrokenRule => ({ code: '23514', rule: name });

const AT = '2026-12-01T09:00:00Z';
const BY = { subject: 'ivy', role: 'intake' };
const ASKED = { receivedAt: AT, by: BY, at: AT };

const onAppeal = async (id: string, actor = INTAKE) => ({
  id,
  actor,
  version: (await desk.ports.records.appeal(id))?.version ?? 0,
});

/** An appeal without proof of authority that was dismissed. */
async function dismissed(lineOfBusiness: 'commercial' | 'medicare-advantage'): Promise<string> {
  const caseId = await deniedCase(desk.ports, { lineOfBusiness });
  const { id } = await filed(desk.ports, caseId, { by: 'representative' });
  const judged = { accepted: false, reason: 'No proof came.' };
  accepted(
    await decideGoodCause(desk.ports)({ ...(await onAppeal(id, OTHER_DIRECTOR)), ...judged }),
  );
  return id;
}

/** One whose dismissal is in outside review. */
async function forwarded(): Promise<string> {
  const id = await dismissed('medicare-advantage');
  accepted(await forwardAppeal(desk.ports)(await onAppeal(id)));
  return id;
}

const reviewOf = async (id: string) => (await desk.ports.records.appeal(id))?.dismissalReview;

/** Overwrites columns of a stored appeal. */
function update(id: string, columns: Row): Promise<BrokenRule | null> {
  const names = Object.keys(columns);
  return sql.refusalOf(
    `UPDATE appeal SET ${names.map((name) => `${name} = new.${name}`).join(', ')}
     FROM jsonb_populate_record(NULL::appeal, $2::jsonb) new WHERE appeal.id = $1`,
    [id, columns],
  );
}

const OPEN = { status: 'open', closed_at: null, withdrawal: null };
const FORWARDED = { ...OPEN, status: 'forwarded' };

describe('a dismissed appeal', () => {
  it('is not opened again by itself, and goes outside only to have its dismissal reviewed', async () => {
    const id = await dismissed('medicare-advantage');
    const review = await reviewOf(id);
    expect(await update(id, OPEN)).toEqual(SECOND);
    expect(await update(id, FORWARDED)).toEqual(SECOND);
    const asked = { dismissal_review: { ...review, asked: ASKED } };
    expect(await update(id, { ...OPEN, ...asked })).toEqual(SECOND);
    expect(await update(id, { ...FORWARDED, ...asked })).toBeNull();
  });

  it('is opened again by a medical director who vacates its dismissal, and by no other', async () => {
    const id = await dismissed('medicare-advantage');
    const review = await reviewOf(id);
    const vacatedBy = (role: string) => ({
      ...OPEN,
      dismissal_review: { ...review, vacated: { reason: 'So.', by: { ...BY, role }, at: AT } },
    });
    expect(await update(id, vacatedBy('intake'))).toEqual(SECOND);
    expect(await update(id, vacatedBy('medical-director'))).toBeNull();
    const elsewhere = await dismissed('commercial');
    expect(await update(elsewhere, vacatedBy('medical-director'))).toEqual(SECOND);
  });

  it('stays closed where no one reviews dismissals', async () => {
    const id = await dismissed('commercial');
    const review = { ...(await reviewOf(await dismissed('medicare-advantage'))), asked: ASKED };
    expect(await update(id, { ...FORWARDED, dismissal_review: review })).toEqual(SECOND);
  });

  it('is reviewed once, and its outcome stays', async () => {
    const id = await forwarded();
    const told = { outcome: 'upheld', note: 'As they wrote.' } as const;
    accepted(
      await recordExternalOutcome(desk.ports)({ ...(await onAppeal(id, PHARMACIST)), ...told }),
    );
    const review = await reviewOf(id);
    expect(await update(id, { ...FORWARDED, dismissal_review: review })).toEqual(SECOND);
    const other = { ...review, outcome: { ...review?.outcome, outcome: 'vacated' } };
    expect(await update(id, { dismissal_review: other })).toEqual(SECOND);
  });

  it('has no outcome of a review that it did not go to', async () => {
    const id = await dismissed('medicare-advantage');
    const outcome = { outcome: 'vacated', note: 'So.', by: BY, at: AT };
    const review = { ...(await reviewOf(id)), outcome };
    expect(await update(id, { dismissal_review: review })).toEqual(
      rule('the_outcome_of_a_dismissal_comes_from_its_review'),
    );
  });

  it('is not decided by who dismissed it', async () => {
    const id = await forwarded();
    const told = { outcome: 'vacated', note: 'As they wrote.' } as const;
    accepted(
      await recordExternalOutcome(desk.ports)({ ...(await onAppeal(id, PHARMACIST)), ...told }),
    );
    const decision = {
      status: 'overturned',
      closed_at: AT,
      decision: 'overturn',
      decided_by: OTHER_DIRECTOR.subject,
      decided_role: 'medical-director',
      decided_at: AT,
      rationale: 'Weighed again.',
    };
    expect(await update(id, decision)).toEqual(rule('another_person_decides_a_dismissed_appeal'));
    expect(await update(id, { ...decision, decided_by: 'mia' })).toBeNull();
  });
});
