import { verifyAudit } from '@assent/application';
import { databaseUrlOf } from '@assent/local';
import { auditLog } from '@assent/persistence';
import { sealFolder, sealSigner, sha256 } from '@assent/platform';
import { authorizationWorkflowId, caseWorkflowId } from '@assent/workflows';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { existsSync, readFileSync } from 'node:fs';
import type { Canaries } from '../canaries/canaries';
import type { Row, Sql } from '../record/sql';
import type { People } from './people';
import { caughtMail, POOL_SIZE, type FaultySystem } from './system';

/** What the invariants need to know beside the system itself. */
export interface Expected {
  readonly people: People;
  readonly words: Canaries;
  /** When the cell began: what faults of earlier cells may do is not held against it. */
  readonly since: Date;
  /**
   * A process may have died after it handed over a letter: it was handed over again, under the same
   * Message-ID, or its notice was canceled meanwhile.
   */
  readonly repeatsLetters: boolean;
  /** How far a host's clock was ahead, in milliseconds. */
  readonly clockAhead: number;
}

/** What is checked: one system, however its programs are run. */
export type Checked = Pick<
  FaultySystem,
  | 'apis'
  | 'workers'
  | 'databaseUrl'
  | 'sql'
  | 'temporal'
  | 'temporalFile'
  | 'mailFile'
  | 'seals'
  | 'printed'
>;

/** Lines of a log that were searched for canaries already, by part. */
const searched = new WeakMap<readonly string[], number>();

/**
 * What the system still owes: empty once it has converged.
 * @throws while a part of it does not answer
 */
export async function owed(system: Checked): Promise<readonly string[]> {
  const [rows, runs] = await Promise.all([system.sql(unsettled), workflows(system)]);
  const records = await system.sql(cases);
  return [
    ...rows.map(({ what }) => String(what)),
    ...records.flatMap((each) => disagreements(each, runs)),
    ...(await unsettledTasks(system, runs)),
  ];
}

/** Whichever of the ten invariants does not hold, in sentences. */
export async function broken(system: Checked, expected: Expected): Promise<readonly string[]> {
  const runs = await workflows(system);
  const records = await system.sql(cases);
  return [
    ...(await system.sql((sql) => onceEach(sql, records, runs, expected))),
    ...(await system.sql(decisions)),
    ...records.flatMap(foldFaults),
    ...records.flatMap((each) => disagreements(each, runs)),
    ...(await letterFaults(system, expected)),
    ...(await system.sql((sql) => timerFaults(sql, expected))),
    ...(await system.sql(unsettled)).map(({ what }) => String(what)),
    ...(await auditFaults(system)),
    ...(await system.sql((sql) => commandFaults(sql, expected.people))),
    ...canariesOutside(system, expected.words),
    ...(await system.sql((sql) => unbounded(sql, system))),
  ];
}

interface CaseRow extends Row {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly isOpen: boolean;
  readonly types: readonly string[];
  readonly authorizations: readonly string[];
  readonly hasNextStep: boolean;
}

async function cases(sql: Sql): Promise<readonly CaseRow[]> {
  const rows = await sql.run(`
    SELECT c.id, c.status, c.version, c.closed_at IS NULL AS "isOpen",
      coalesce(c.next_step_at > now(), false) AS "hasNextStep",
      array(SELECT type FROM case_event e WHERE e.case_id = c.id ORDER BY e.id) AS types,
      array(SELECT number FROM pa_authorization a WHERE a.case_id = c.id) AS authorizations
    FROM pa_case c`);
  return rows as readonly CaseRow[];
}

/** A run of a workflow. */
interface Run {
  readonly status: string;
  readonly shownStatus: string | null;
}

const CASE_STATUS = defineSearchAttributeKey('CaseStatus', SearchAttributeType.KEYWORD);

type Runs = ReadonlyMap<string, readonly Run[]>;

async function workflows(system: Checked): Promise<Runs> {
  const runs = new Map<string, Run[]>();
  for await (const each of system.temporal().workflow.list({ pageSize: 1_000 })) {
    const shownStatus = each.typedSearchAttributes.get(CASE_STATUS) ?? null;
    const run = { status: each.status.name, shownStatus };
    runs.set(each.workflowId, [...(runs.get(each.workflowId) ?? []), run]);
  }
  return runs;
}

/** 1: each acknowledged case exists once, with one workflow; and so does each authorization. */
async function onceEach(
  sql: Sql,
  records: readonly CaseRow[],
  runs: Runs,
  { people }: Expected,
): Promise<readonly string[]> {
  const known = new Set(records.map(({ id }) => id));
  const lost = people.acknowledged.filter(({ caseId }) => !known.has(caseId));
  const twice = await sql.run(
    `SELECT 'member of case ' || min(id::text) || ' has ' || count(*) || ' cases' AS what
     FROM pa_case WHERE request_type = 'initiation' GROUP BY member_id HAVING count(*) > 1`,
  );
  const open = [...runs].filter(
    ([, each]) => each.filter(({ status }) => status === 'RUNNING').length > 1,
  );
  const strange = [...runs.values()].flat().filter(({ status }) => !CLEAN_ENDS.includes(status));
  return [
    ...lost.map(({ caseId }) => `1: case ${caseId} was acknowledged and is not in the record`),
    ...twice.map(({ what }) => `1: ${String(what)}`),
    ...open.map(([id]) => `1: ${id} runs more than once`),
    ...(strange.length === 0
      ? []
      : [`1: ${strange.length} workflows ended otherwise than they may`]),
  ];
}

/** A restart from the record ends a run by terminating it. */
const CLEAN_ENDS = ['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW', 'TERMINATED'];

/** 2: one decision for a case, none after its end, and no denial without a medical director. */
async function decisions(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.run(`
    SELECT 'case ' || case_id || ' ended ' || count(*) || ' times' AS what FROM case_event
    WHERE type IN ('approved', 'denied', 'withdrawn', 'routed') GROUP BY case_id HAVING count(*) > 1
    UNION ALL SELECT 'case ' || id || ' was denied without a medical director' FROM pa_case
    WHERE status = 'denied' AND (decided_role IS DISTINCT FROM 'medical-director'
      OR decided_by IS NULL OR letter_digest IS NULL OR license_number IS NULL)
    UNION ALL SELECT 'case ' || case_id || ' has ' || count(*) || ' authorizations'
    FROM pa_authorization GROUP BY case_id HAVING count(*) > 1`);
  return rows.map(({ what }) => `2: ${String(what)}`);
}

/** What events make of a case's status; others leave it as it is. */
const STATUS_AFTER: Readonly<Record<string, string>> = {
  'information-requested': 'pending-information',
  'handed-to-review': 'in-review',
  approved: 'approved',
  denied: 'denied',
  withdrawn: 'withdrawn',
  routed: 'routed',
};

/** 3: the status is what its events make of it. */
function foldFaults({ id, status, types }: CaseRow): readonly string[] {
  const folded = types.reduce<string | null>((before, type) => STATUS_AFTER[type] ?? before, null);
  return folded === status ? [] : [`3: case ${id} is ${status}, its events say ${folded}`];
}

/** 3, 1: a workflow runs exactly as long as there is something to wait for, and shows the status. */
function disagreements(
  { id, status, isOpen, authorizations }: CaseRow,
  runs: Runs,
): readonly string[] {
  const own = runs.get(caseWorkflowId(id)) ?? [];
  const isRunning = own.some((run) => run.status === 'RUNNING');
  const shown = (isRunning ? own.find((run) => run.status === 'RUNNING') : own.at(0))?.shownStatus;
  const missing = authorizations.filter(
    (number) => !runs.get(authorizationWorkflowId(number))?.some((run) => run.status === 'RUNNING'),
  );
  return [
    ...(own.length === 0 ? [`1: case ${id} has no workflow`] : []),
    ...(own.length > 0 && isRunning !== isOpen
      ? [`3: case ${id} is ${status}, and its workflow is ${isRunning ? 'running' : 'over'}`]
      : []),
    ...(own.length > 0 && shown !== status
      ? [`3: case ${id} is ${status}, and its workflow says ${shown}`]
      : []),
    ...missing.map((number) => `1: authorization ${number} has no workflow that runs`),
  ];
}

/** 4: each letter once, to each recipient, and none before what it tells was committed. */
async function letterFaults(
  system: Checked,
  { repeatsLetters, since }: Expected,
): Promise<readonly string[]> {
  const rows = await system.sql((sql) =>
    sql.run(`
      SELECT l.id, l.alike, l.is_mailed AS "isMailed",
        extract(epoch FROM e.written_at) * 1000 AS "writtenAt"
      FROM (
        SELECT id, case_id, sent_at IS NOT NULL AS is_mailed,
          concat_ws(' ', 'office', case_id, authorization_number, kind, days_before, due_at) AS alike
        FROM notice
        UNION ALL SELECT id, case_id, made_at IS NOT NULL AND recipient IS NOT NULL,
          concat_ws(' ', 'member', case_id, authorization_number, kind, days_before, due_at)
        FROM member_letter) l
      JOIN audit_entry e ON e.case_id = l.case_id AND e.place = 1`),
  );
  const mail = new Map(caughtMail(system).map((each) => [each.messageId, each]));
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { id, alike, isMailed, writtenAt } of rows) {
    const caught = mail.get(String(id));
    mail.delete(String(id));
    if (seen.has(String(alike))) faults.push(`4: there are two letters ${String(alike)}`);
    seen.add(String(alike));
    if (isMailed === true && !caught) faults.push(`4: letter ${String(id)} never arrived`);
    if (isMailed !== true && caught)
      faults.push(`4: letter ${String(id)} is out, not in the record`);
    const isNew = caught !== undefined && Date.parse(caught.receivedAt) >= since.getTime();
    if (isNew && caught.deliveries > 1 && !repeatsLetters) {
      faults.push(`4: letter ${String(id)} arrived ${caught.deliveries} times`);
    }
    if (caught && Date.parse(caught.receivedAt) < Number(writtenAt)) {
      faults.push(`4: letter ${String(id)} came before what it tells`);
    }
  }
  // A worker that dies after a hand-over leaves no trace of a letter that is then canceled (ADR 0028).
  const strange = [...mail.values()].filter(
    ({ receivedAt }) => Date.parse(receivedAt) >= since.getTime() && !repeatsLetters,
  );
  return [...faults, ...strange.map(({ messageId }) => `4: letter ${messageId} is of no one`)];
}

/** 5: each deadline is passed once, and not before its time. */
async function timerFaults(sql: Sql, { clockAhead, since }: Expected): Promise<readonly string[]> {
  const rows = await sql.run(
    `SELECT 'case ' || c.id || ' was escalated ' || count(e.id) || ' times' AS what
     FROM pa_case c JOIN case_event e ON e.case_id = c.id AND e.type = 'escalated'
     GROUP BY c.id HAVING count(e.id) > 1
     UNION ALL SELECT 'case ' || c.id || ' was escalated too early'
     FROM pa_case c JOIN case_event e ON e.case_id = c.id AND e.type = 'escalated'
     JOIN audit_entry a ON a.case_id = c.id AND a.action = 'pass-decision-deadline'
     WHERE a.written_at >= $2 AND a.written_at < c.due_at - $1 * interval '1 millisecond' - interval '1 second'
     UNION ALL SELECT 'case ' || id || ' passed its deadline unnoticed'
     FROM pa_case WHERE closed_at IS NULL AND due_at < now() - interval '1 minute'
       AND escalated_at IS NULL`,
    [clockAhead, since],
  );
  return rows.map(({ what }) => `5: ${String(what)}`);
}

/** 6: nothing waits that should have moved. */
async function unsettled(sql: Sql): Promise<readonly Row[]> {
  return sql.run(`
    SELECT '6: ' || count(*) || ' messages are in the outbox' AS what FROM outbox
      HAVING count(*) > 0
    UNION ALL SELECT '4: letter ' || kind || ' of case ' || case_id || ' is owed to the office'
      FROM notice WHERE sent_at IS NULL AND due_at <= now()
    UNION ALL SELECT '4: letter ' || kind || ' of case ' || case_id || ' is owed to the member'
      FROM member_letter WHERE made_at IS NULL AND due_at <= now()
    UNION ALL SELECT '5: case ' || id || ' is past its deadline, not escalated' FROM pa_case
      WHERE status = 'in-review' AND due_at <= now() AND escalated_at IS NULL
    UNION ALL SELECT '6: case ' || case_id || ' is stuck: ' || cause FROM stuck
      WHERE cause IN ('workflow-missing', 'workflow-closed', 'workflow-task-failing',
        'activity-retrying', 'outbox-failing', 'notice-undeliverable')`);
}

/** 6: no task fails or waits for a worker that does not come. */
async function unsettledTasks(system: Checked, runs: Runs): Promise<readonly string[]> {
  const { workflow } = system.temporal();
  const open = [...runs].filter(([, each]) => each.some(({ status }) => status === 'RUNNING'));
  const found = await Promise.all(
    open.slice(-DESCRIBED).map(async ([id]) => {
      const { raw } = await workflow.getHandle(id).describe();
      const { pendingWorkflowTask, pendingActivities } = raw;
      const isBusy = pendingWorkflowTask != null || (pendingActivities ?? []).length > 0;
      return isBusy ? [`6: ${id} has work under way`] : [];
    }),
  );
  return found.flat();
}

/** Of many workflows those that were begun last; a task of one that is older shows as its status. */
const DESCRIBED = 200;

/** 7: the chain of each case is whole, the seals fit, and each version has its entry. */
async function auditFaults(system: Checked): Promise<readonly string[]> {
  const { seals, databaseUrl } = system;
  const verify = verifyAudit({
    log: auditLog(databaseUrlOf('assent_auditor', databaseUrl)),
    outside: sealFolder(seals.folder),
    keys: sealSigner(seals.keyFile),
    sha256,
  });
  const { findings } = await verify();
  const missing = await system.sql((sql) =>
    sql.run(`
      SELECT c.id FROM pa_case c WHERE c.version <> (SELECT count(DISTINCT case_version)
        FROM audit_entry a WHERE a.case_id = c.id AND actor <> '' AND role <> '')`),
  );
  return [
    ...findings.map((finding) => `7: ${JSON.stringify(finding)}`),
    ...missing.map(({ id }) => `7: case ${String(id)} has a version without an entry`),
  ];
}

/** 8: what got no answer was sent again under its key, and had one effect. */
async function commandFaults(sql: Sql, people: People): Promise<readonly string[]> {
  const keys = people.acknowledged.map(({ key }) => key);
  const rows = await sql.run(
    `SELECT k.key FROM unnest($1::text[]) AS k (key) WHERE NOT EXISTS
       (SELECT FROM case_event e WHERE e.command_key = k.key)`,
    [keys],
  );
  return [
    ...people.takeUnanswered().map((sentence) => `8: ${sentence}`),
    ...rows.map(({ key }) => `8: the command ${String(key)} was acknowledged and has no event`),
  ];
}

/** 9: nothing of a member is in a log, or in Temporal. */
function canariesOutside(system: Checked, words: Canaries): readonly string[] {
  const logs = Object.entries(system.printed).flatMap(([part, lines]) => {
    const from = searched.get(lines) ?? 0;
    searched.set(lines, lines.length);
    const found = words.foundIn(lines.slice(from).join('\n'));
    return found.map((where) => `9: the log of ${part} has ${where}`);
  });
  const files = ['', '-wal'].map((suffix) => `${system.temporalFile}${suffix}`);
  const kept = files
    .filter((file) => existsSync(file))
    .flatMap((file) => words.foundIn(readFileSync(file).toString('latin1')));
  return [...logs, ...kept.map((where) => `9: Temporal has ${where}`)];
}

/** In bytes: what a program may take. */
const MEMORY = 700 * 1024 * 1024;
const RETRIES = 60;

/** 10: memory, connections and attempts stay within bounds. */
async function unbounded(sql: Sql, system: Checked): Promise<readonly string[]> {
  const rows = await sql.run(
    `SELECT usename AS role, count(*)::int AS connections FROM pg_stat_activity
     WHERE usename IN ('assent_api', 'assent_worker') GROUP BY usename`,
  );
  const apis = system.apis();
  const programs = { assent_api: apis.length, assent_worker: system.workers.size };
  const crowded = rows.filter(({ role, connections }) => {
    const count = programs[role as keyof typeof programs];
    return Number(connections) > count * (POOL_SIZE + 3);
  });
  const large = [...apis, ...system.workers].filter(({ pid }) => memoryOf(pid) > MEMORY);
  const [most] = await sql.run(`SELECT max(attempts) AS attempts FROM notice`);
  return [
    ...crowded.map(
      (row) => `10: ${String(row['role'])} has ${String(row['connections'])} connections`,
    ),
    ...large.map(({ pid }) => `10: process ${pid} takes ${memoryOf(pid)} bytes`),
    ...(Number(most?.['attempts'] ?? 0) > RETRIES ? ['10: a letter was tried too often'] : []),
  ];
}

/** Resident memory in bytes; 0 where /proc does not tell. */
function memoryOf(pid: number): number {
  try {
    const [line = ''] = /^VmRSS:\s+\d+/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(line.replace(/\D/g, '')) * 1024;
  } catch {
    return 0;
  }
}
