import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EncryptionKeys } from '@assent/application';
import { temporalData } from '@assent/platform';
import { WORKFLOW_BUNDLE } from '@assent/worker';
import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils';
import { Worker, type ReplayResult } from '@temporalio/worker';
import { KEYS } from '../support/temporal';

const FOLDER = join(__dirname, 'histories');

/** A history by name; as the server gave it, or as JSON. */
export interface NamedHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** The histories that earlier releases left, `<release>-<scenario>.json`. */
export function recordedHistories(): NamedHistory[] {
  return readdirSync(FOLDER).map((file) => {
    const history: unknown = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
    return { workflowId: file.replace(/\.json$/, ''), history };
  });
}

/** Keeps a history for later releases to replay, without the name of the machine it ran on. */
export function recordHistory(name: string, history: History): void {
  const text = JSON.stringify(
    JSON.parse(historyToJSON(history)),
    (member, value: unknown) => (member === 'identity' ? 'recorded' : value),
    1,
  );
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${text}\n`);
}

/** Replays histories on the workflows as they are now; one result each, with its error if any. */
export async function replay(
  histories: readonly NamedHistory[],
  keys: EncryptionKeys = KEYS,
): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  const replaying = Worker.runReplayHistories(
    {
      workflowBundle: { codePath: WORKFLOW_BUNDLE },
      dataConverter: temporalData(keys),
    },
    histories,
  );
  for await (const result of replaying) results.push(result);
  return results;
}
