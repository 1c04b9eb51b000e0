import type {
  AuditLog,
  AuditSnapshot,
  ChainedEntry,
  EntryHash,
  NumberedSeal,
  RecordedCase,
} from '@assent/application';
import type { Client } from 'pg';
import { reaching, reachingFor } from '../database/database';
import { openClient } from '../database/migrate';
import { SEALING } from './audit-seals';

/** How many rows are read at once. */
const BATCH = 2_000;

/** In whose terms the digests of rows are. */
const TERMS = `SET timezone = 'UTC'; SET datestyle = 'ISO'; SET bytea_output = 'hex';
  SET search_path = public, pg_temp; SET enable_seqscan = on`;

/** The API checks entries of every line of business; others see them as they are. */
const AS_WHOLE = `SELECT set_config('role', 'assent_every_line', false) WHERE current_user = 'assent_api'`;

const ENTRIES = `
  SELECT case_id, coalesce(place, 0), id, case_version, (extract(epoch FROM at) * 1000)::bigint,
    (extract(epoch FROM written_at) * 1000)::bigint, actor, role, action, letter,
    encode(case_digest, 'hex'), encode(beside_digest, 'hex'), encode(letter_digest, 'hex'),
    encode(hash, 'hex')
  FROM audit_entry ORDER BY case_id, place, id`;

/*
 * The digests of the migration's functions, again: whoever owns the database could have replaced those.
 * What is used here belongs to the server.
 */
const CASE = `encode(sha256(convert_to(rtrim(jsonb_populate_record(c,
    '{"search": null, "cover_ends_on": null, "under_appeal": null, "call_owed_by": null}')::text, ',)'),
    'UTF8')), 'hex')`;
const BESIDE = `
  SELECT encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') FROM (
    SELECT 'authorization ' || rtrim(a::text, ',)') AS line
    FROM pa_authorization a WHERE a.case_id = c.id
    UNION ALL SELECT 'appeal ' || rtrim(jsonb_populate_record(p, '{"owed_by": null}')::text, ',)')
    FROM appeal p WHERE p.case_id = c.id
    UNION ALL SELECT 'document ' || rtrim(d::text, ',)') FROM document d WHERE d.case_id = c.id) beside`;
const LETTERS = `
  SELECT string_agg(id || ' ' || encode(sha256(convert_to(content, 'UTF8')), 'hex'), ',') FROM (
    SELECT n.id, ROW(n.id, n.kind, n.case_id, n.authorization_number, n.appeal_id, n.due_at, n.sent_at,
      n.sendings, n.recipient, n.subject, n.text, n.content)::text AS content
    FROM notice n WHERE n.case_id = c.id AND n.sent_at IS NOT NULL
    UNION ALL
    SELECT l.id, ROW(l.id, l.kind, l.case_id, l.authorization_number, l.appeal_id, l.due_at, l.made_at,
      coalesce(l.recipient, l.returned_from), l.subject, l.text, l.content)::text
    FROM member_letter l WHERE l.case_id = c.id AND l.made_at IS NOT NULL) letters`;
const CASES = `
  SELECT c.id, c.number, c.version, ${CASE}, (${BESIDE}), (${LETTERS}) FROM pa_case c ORDER BY c.id`;

const HASHES = `
  SELECT id, encode(hash, 'hex'), (extract(epoch FROM written_at) * 1000)::bigint FROM audit_entry ORDER BY id`;
const SEALS = 'SELECT number, payload, signature FROM audit_seal ORDER BY number';

/** A row as Postgres sends it. */
type Texts = readonly (string | null)[];

/**
 * The audit in Postgres, read over connections of its own: one for each stream, all in the snapshot of
 * the first, so that digests are made while entries are read.
 */
export function auditLog(databaseUrl: string): AuditLog {
  const connected = async <Value>(use: (client: Client) => Promise<Value>): Promise<Value> => {
    const client = openClient(databaseUrl);
    try {
      await client.connect();
      await client.query(TERMS);
      await client.query(AS_WHOLE);
      return await use(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  return {
    atOneMoment: (read) =>
      reachingFor((passing) =>
        connected(async (leader) => {
          await leader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
          const { rows } = await leader.query<{ now: Date; snapshot: string }>(
            'SELECT now(), pg_export_snapshot() AS snapshot',
          );
          const [first] = rows;
          if (!first) throw new Error('the database exported no snapshot');
          return passing(read(snapshotOf(first.now, connected, first.snapshot)));
        }),
      ),

    hasSeal: (number) =>
      reaching(() =>
        connected(async (client) => {
          await client.query('BEGIN');
          await client.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [
            SEALING,
          ]);
          const { rowCount } = await client.query('SELECT FROM audit_seal WHERE number = $1', [
            number,
          ]);
          return (rowCount ?? 0) > 0;
        }),
      ),
  };
}

type Connected = <Value>(use: (client: Client) => Promise<Value>) => Promise<Value>;

function snapshotOf(now: Date, connected: Connected, snapshot: string): AuditSnapshot {
  const stream = <Item>(statement: string, toItem: (row: Texts) => Item) =>
    streamed(connected, snapshot, statement, toItem);
  return {
    now,
    entries: () => stream(ENTRIES, toEntry),
    cases: () => stream(CASES, toCase),
    hashes: () => stream(HASHES, toHash),
    seals: () => stream(SEALS, toSeal),
  };
}

/** Rows in batches; the next batch is on its way while one is worked on. */
async function* streamed<Item>(
  connected: Connected,
  snapshot: string,
  statement: string,
  toItem: (row: Texts) => Item,
): AsyncGenerator<readonly Item[], void, void> {
  const batches = new Handover<readonly Item[]>();
  const running = reaching(() =>
    connected(async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
      await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${statement}`);
      for (;;) {
        const { rows } = await client.query<string[]>({
          text: `FETCH ${BATCH} FROM rows`,
          rowMode: 'array',
          types: AS_TEXT,
        });
        if (rows.length === 0 || !(await batches.give(rows.map(toItem)))) return;
      }
    }),
  ).finally(() => batches.end());
  try {
    for (let batch = await batches.take(); batch; batch = await batches.take()) yield batch;
    await running;
  } finally {
    batches.end();
    await running.catch(() => undefined);
  }
}

/** One value at a time, from one side to the other. */
class Handover<Value> {
  private waiting: Value | null = null;
  private isOver = false;
  private wake: () => void = () => undefined;

  /** Waits until the value before was taken. @returns false once the other side takes no more */
  async give(value: Value): Promise<boolean> {
    while (this.waiting !== null && !this.isOver) await this.change();
    if (this.isOver) return false;
    this.waiting = value;
    this.wake();
    return true;
  }

  /** @returns null after the last one */
  async take(): Promise<Value | null> {
    while (this.waiting === null && !this.isOver) await this.change();
    const value = this.waiting;
    this.waiting = null;
    this.wake();
    return value;
  }

  end(): void {
    this.isOver = true;
    this.wake();
  }

  private change(): Promise<void> {
    const woken = this.wake;
    return new Promise((resolve) => {
      this.wake = () => {
        woken();
        resolve();
      };
    });
  }
}

/** Every value as Postgres writes it. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

function toEntry(row: Texts): ChainedEntry {
  const text = (column: number) => row[column] ?? '';
  return {
    caseId: text(0),
    place: Number(row[1]),
    id: text(2),
    caseVersion: Number(row[3]),
    at: text(4),
    writtenAt: text(5),
    actor: text(6),
    role: text(7),
    action: text(8),
    letter: text(9),
    caseDigest: text(10),
    besideDigest: text(11),
    letterDigest: text(12),
    hash: text(13),
  };
}

function toCase([caseId, number, version, caseDigest, besideDigest, letters]: Texts): RecordedCase {
  return {
    caseId: caseId ?? '',
    number: number ?? '',
    version: Number(version),
    caseDigest: caseDigest ?? '',
    besideDigest: besideDigest ?? '',
    letters: new Map(
      (letters ?? '').split(',').flatMap((letter) => {
        const [id, digest] = letter.split(' ');
        return id !== undefined && digest !== undefined ? [[id, digest]] : [];
      }),
    ),
  };
}

function toHash([id, hash, writtenAt]: Texts): EntryHash {
  return { id: BigInt(id ?? 0), hash: hash ?? '', writtenAt: new Date(Number(writtenAt)) };
}

function toSeal([number, payload, signature]: Texts): NumberedSeal {
  return { number: Number(number), payload: payload ?? '', signature: signature ?? '' };
}
