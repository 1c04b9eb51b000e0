import { createServer, type Server } from 'node:http';
import { freePort, listen, PortTaken, startTemporalDevServer } from '@assent/local';
import { temporalAddress } from '../support/services';

const other: Server = createServer();
afterAll(() => new Promise((resolve) => other.close(resolve)));

describe('the Temporal dev server', () => {
  it('takes no other Temporal on its port for itself', async () => {
    const port = Number(temporalAddress().split(':')[1]);
    await expect(startTemporalDevServer({ namespace: 'default', port })).rejects.toEqual(
      new PortTaken('Temporal', port),
    );
  });

  it('says so when another program has the port of its web interface', async () => {
    const { port: uiPort } = await freePort();
    await listen(other, uiPort, 'another program');
    await expect(startTemporalDevServer({ namespace: 'default', uiPort })).rejects.toEqual(
      new PortTaken("Temporal's web interface", uiPort),
    );
  });
});
