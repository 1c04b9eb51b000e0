import type { Desk } from '../support/desk';

/** A case as the tables tell it, read past the code under test. */
export interface Recorded {
  readonly status: string;
  readonly version: number;
  readonly isEscalated: boolean;
  readonly handedUpBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedRole: string | null;
  readonly hasLicense: boolean;
  readonly hasLetterDigest: boolean;
  readonly isModified: boolean;
  readonly hasNextStep: boolean;
  readonly dueAt: number | null;
  readonly answerDueAt: number | null;
  readonly endings: number;
  readonly keys: readonly string[];
  readonly audited: readonly number[];
  readonly appeals: readonly {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly dueAt: number;
  }[];
  /** Of the member, without what only continues coverage during an appeal. */
  readonly covered: readonly {
    readonly caseId: string;
    readonly isOnAppeal: boolean;
    readonly start: string;
    readonly end: string;
  }[];
  readonly letters: readonly {
    readonly id: string;
    readonly kind: string;
    readonly isSent: boolean;
    readonly isGivenUp: boolean;
    readonly isDue: boolean;
  }[];
}

/** @param now when letters are due or not, by the clock of the run */
export async function recorded({ records }: Desk, caseId: string, now: number): Promise<Recorded> {
  const [row] = await records.database.$queryRaw<{ readonly seen: Recorded }[]>`
    SELECT json_build_object(
      'status', c.status, 'version', c.version, 'isEscalated', c.escalated_at IS NOT NULL,
      'handedUpBy', c.handed_up_by, 'decidedBy', c.decided_by, 'decidedRole', c.decided_role,
      'hasLicense', c.license_number IS NOT NULL, 'hasLetterDigest', c.letter_digest IS NOT NULL,
      'isModified', c.modification IS NOT NULL, 'hasNextStep', c.next_step_at IS NOT NULL,
      'dueAt', extract(epoch FROM c.due_at) * 1000,
      'answerDueAt', extract(epoch FROM c.information_due_at) * 1000,
      'endings', (SELECT count(*) FROM case_event e WHERE e.case_id = c.id
        AND e.type IN ('approved', 'denied', 'withdrawn', 'routed')),
      'keys', (SELECT coalesce(json_agg(e.command_key ORDER BY e.id), '[]') FROM case_event e
        WHERE e.case_id = c.id AND e.command_key IS NOT NULL),
      'audited', (SELECT json_agg(a.case_version ORDER BY a.id) FROM audit_entry a
        WHERE a.case_id = c.id),
      'appeals', (SELECT coalesce(json_agg(json_build_object('id', p.id, 'status', p.status,
          'version', p.version, 'dueAt', extract(epoch FROM p.due_at) * 1000)
          ORDER BY p.opened_at, p.id), '[]')
        FROM appeal p WHERE p.case_id = c.id),
      'covered', (SELECT coalesce(json_agg(json_build_object('caseId', a.case_id,
          'isOnAppeal', a.appeal_id IS NOT NULL, 'start', a.start_date,
          'end', coalesce(a.ended_on, a.end_date)) ORDER BY a.start_date), '[]')
        FROM pa_authorization a WHERE a.member_id = c.member_id AND a.continues IS NULL),
      'letters', (SELECT coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind,
          'isSent', n.sent_at IS NOT NULL, 'isGivenUp', n.undeliverable_at IS NOT NULL,
          'isDue', coalesce(n.next_attempt_at, n.due_at) <= ${new Date(now)}::timestamptz)), '[]')
        FROM notice n WHERE n.case_id = c.id)
    ) AS seen FROM pa_case c WHERE c.id = ${caseId}::uuid`;
  return row!.seen;
}

/** Removes the letters of earlier runs that are still to go out. */
export async function clearQueue({ records: { database } }: Desk): Promise<void> {
  await database.$executeRaw`DELETE FROM notice WHERE sent_at IS NULL`;
  await database.$executeRaw`DELETE FROM member_letter WHERE made_at IS NULL`;
}
