import type { Records } from '@assent/persistence';
import { identifiers } from '@assent/platform';

/** The argument of `commit_change` for one case, cut where ids of a fresh case go. */
export interface Template {
  readonly parts: readonly string[];
  /** Which id goes after each part but the last, by its place in `fresh`. */
  readonly places: readonly number[];
  /** Creates the other ids of a new case, besides its own and its member's. */
  readonly fresh: readonly (() => string)[];
}

/** What `commit_change` wrote for the case of a member, in the form in which it was sent. */
export async function rowsOf({ database }: Records, caseId: string): Promise<object> {
  const [row] = await database.$queryRaw<{ rows: object }[]>`
    SELECT jsonb_strip_nulls(jsonb_build_object(
      'opened', to_jsonb(c),
      'issued', (SELECT to_jsonb(a) FROM pa_authorization a WHERE a.case_id = c.id),
      'events', (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.id) FROM case_event e WHERE e.case_id = c.id),
      'audit', (SELECT jsonb_agg(to_jsonb(e)) FROM audit_entry e WHERE e.case_id = c.id),
      'outbox', (SELECT jsonb_agg(jsonb_build_object('topic', o.topic, 'subject', o.subject) ORDER BY o.id)
        FROM outbox o WHERE o.subject = c.id::text
          OR o.subject = (SELECT number FROM pa_authorization a WHERE a.case_id = c.id)),
      'notices', (SELECT jsonb_agg(to_jsonb(n)) FROM notice n WHERE n.case_id = c.id))) AS rows
    FROM pa_case c WHERE id = ${caseId}::uuid`;
  if (row === undefined) throw new Error('the sample case is not there');
  return row.rows;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const CASE_NUMBER = /PA-[0-9A-Z]{5}-[0-9A-Z]{5}/;
const AUTHORIZATION_NUMBER = /AU-[0-9A-Z]{5}-[0-9A-Z]{5}/;
const MEMBER = /BENCH-\d+-\d+/;
const ID = [UUID, CASE_NUMBER, AUTHORIZATION_NUMBER, MEMBER].map(({ source }) => source).join('|');

/** A template of the rows of one case. */
export function toTemplate(rows: object): Template {
  const text = JSON.stringify(rows);
  const parts = text.split(new RegExp(ID));
  const found = text.match(new RegExp(ID, 'g')) ?? [];
  const caseId = /"opened":\{.*?"id":"([^"]*)"/.exec(text)?.[1];
  const ids = [...new Set(found)];
  const kept = [caseId, ids.find((id) => MEMBER.test(id))];
  const made = ids.filter((id) => !kept.includes(id));
  return {
    parts,
    places: found.map((id) =>
      kept.includes(id) ? kept.indexOf(id) : kept.length + made.indexOf(id),
    ),
    fresh: made.map(makerOf),
  };
}

function makerOf(id: string): () => string {
  if (CASE_NUMBER.test(id)) return () => identifiers.caseNumber();
  if (AUTHORIZATION_NUMBER.test(id)) return () => identifiers.authorizationNumber();
  return () => identifiers.id();
}

/** The rows of the template for a fresh case of a member. */
export function freshRows(template: Template, caseId: string, memberId: string): string {
  const ids = [caseId, memberId, ...template.fresh.map((make) => make())];
  let text = template.parts[0] ?? '';
  template.places.forEach((place, index) => {
    text += (ids[place] ?? '') + (template.parts[index + 1] ?? '');
  });
  return text;
}
