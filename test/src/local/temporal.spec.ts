import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, listen, PortTaken, startTemporalDevServer } from '@assent/local';
import { temporalAddress } from '../support/services';

const other: Server = createServer();
afterAll(() => new Promise((resolve) => other.close(resolve)));

describe('the Temporal dev server', () => {
  it('does not mistake another Temporal on its port for its own', async () => {
    const port = Number(temporalAddress().split(':')[1]);
    await expect(startTemporalDevServer({ namespace: 'default', port })).rejects.toEqual(
      new PortTaken('Temporal', port),
    );
  });

  it('says that another program has the port of its web interface', async () => {
    const { port: uiPort } = await freePort();
    await listen(other, uiPort, 'another program');
    await expect(startTemporalDevServer({ namespace: 'default', uiPort })).rejects.toEqual(
      new PortTaken("Temporal's web interface", uiPort),
    );
  });

  it("says in one line why it can't use its file, and what to do", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assent-temporal-'));
    const dbFile = join(folder, 'temporal.db');
    const start = () => startTemporalDevServer({ namespace: 'default', dbFile });
    mkdirSync(dbFile);
    await expect(start()).rejects.toThrow(
      `unable to open database file (14). \`${dbFile}\` has to be a file that this account may write; move it away, or make it yours`,
    );
    rmdirSync(dbFile);
    writeFileSync(dbFile, 'no database, and long enough to be looked at');
    await expect(start()).rejects.toThrow(
      /^Temporal did not start: Error: .*\. Its file is broken: delete `.*` and start again; workflows are made anew from the record$/,
    );
    rmSync(folder, { recursive: true });
  }, 60_000);
});
