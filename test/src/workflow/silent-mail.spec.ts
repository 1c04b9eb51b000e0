import { createServer, type Server, type Socket } from 'node:net';
import { freePort, startMailCatcher, type MailCatcher } from '@assent/local';
import { mailServer, type MailServer } from '@assent/platform';
import { caseWorkflowId } from '@assent/workflows';
import { ONE_MISSING, openFor } from './cast';
import { eventually, setStage, type Stage } from './stage';

const CASES = 20;
const MINUTE = 60_000;

let stage: Stage;
let mail: MailServer;
let catcher: MailCatcher | undefined;
let silent: Server;
const calls = new Set<Socket>();
let calledSoFar = 0;
let port: number;

/** A mail server that accepts every connection and never answers. */
beforeAll(async () => {
  port = (await freePort()).port;
  silent = createServer((socket) => {
    calledSoFar += 1;
    calls.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
  mail = mailServer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'no-reply@assent.example.org' });
  stage = await setStage({ sender: mail });
  await stage.startWorker();
});
afterAll(async () => {
  await stage.stop();
  mail.close();
  await catcher?.stop();
});

it('does not delay cases, and accepts all letters once when it responds again', async () => {
  const opened = await Promise.all(
    Array.from({ length: CASES }, () => openFor(stage, ONE_MISSING)),
  );
  await eventually(() => calledSoFar > 0);
  await eventually(async () => {
    const waits = await Promise.all(opened.map(({ record }) => hasSetItsTimer(record.id)));
    return waits.every(Boolean);
  });
  const sentMeanwhile = await stage.records.database.notice.count({
    where: { sentAt: { not: null } },
  });

  for (const socket of calls) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
  catcher = await startMailCatcher({ smtpPort: port });
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + 5 * MINUTE));
  expect(sentMeanwhile).toBe(0);
  const messages = catcher.messages();
  const numbers = messages.map(({ subject }) => subject.slice(0, 14)).sort();
  expect(numbers).toEqual(opened.map(({ record }) => record.number.slice(0, 14)).sort());
  expect(messages.filter(({ deliveries }) => deliveries !== 1)).toEqual([]);
}, 120_000);

async function hasSetItsTimer(caseId: string): Promise<boolean> {
  const handle = stage.workflows.getHandle(caseWorkflowId(caseId));
  const { events } = await handle.fetchHistory().catch(() => ({ events: [] }));
  return events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes) ?? false;
}
