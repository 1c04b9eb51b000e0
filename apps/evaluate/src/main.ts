import { once } from 'node:events';
import { answerLines } from './answer-lines';

const DEFAULT_ZONE = 'America/New_York';
/** Answers are written together up to this many characters: single writes are slow. */
const BATCH = 64 * 1024;

const WRONG_USE = 2;

/** Reads requests from standard input and writes determinations to standard output. */
async function main([option]: readonly string[]): Promise<void> {
  if (option !== undefined) {
    process.stderr.write(
      `there is no option \`${option}\`; send requests to standard input, one per line\n`,
    );
    process.exitCode = WRONG_USE;
    return;
  }
  const settings = { now: () => new Date(), zone: process.env['PAYER_TIME_ZONE'] ?? DEFAULT_ZONE };
  let batch = '';
  for await (const line of answerLines(process.stdin, settings)) {
    batch += line;
    if (batch.length < BATCH) continue;
    await write(batch);
    batch = '';
  }
  await write(batch);
}

/** Waits until the reader has taken the earlier output. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A reader that stops early, such as `head`, ends the command without error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
