/**
 * Loaded into the API or the worker with `node --require`, before anything of theirs: has their ports
 * report to a test at the borders between steps, and gives their host another clock or another build
 * of the workflows. Nothing in the programs themselves knows of it, so no configuration switches it on.
 */
import type { Change } from '@assent/application';
import Module from 'node:module';
import { isMainThread } from 'node:worker_threads';
import type { Point } from './points';

type Method = (...args: never[]) => Promise<unknown>;
type Load = (request: string, parent: unknown, isMain: boolean) => object;

/** What replaces exports of a module, by the end of the name that it is loaded by. */
const REPLACED: Readonly<Record<string, (real: never) => object>> = {
  '@assent/persistence': (real: { createRecords: (options: never) => Stores }) => ({
    createRecords: (options: never) => heldRecords(real.createRecords(options)),
  }),
  '@assent/platform': (real: { mailServer: (options: never) => { send: Method } }) => ({
    mailServer: (options: never) => {
      const server = real.mailServer(options);
      return {
        ...server,
        send: after(server.send, 'letter-handed-over', ({ id }: Letter) => [id]),
      };
    },
  }),
  './steps.activities': (real: {
    stepActivities: (...args: never[]) => Record<string, Method>;
  }) => ({
    stepActivities: (...args: never[]) =>
      Object.fromEntries(
        Object.entries(real.stepActivities(...args)).map(([name, step]) => [
          name,
          around(step, ['step-begun', 'step-done'], (subject: string) => [subject, name]),
        ]),
      ),
  }),
  './workflow-code': (real: object) => {
    const other = process.env['POINTS_WORKFLOWS'];
    return other === undefined ? real : { WORKFLOW_BUNDLE: other };
  },
};

interface Letter {
  readonly id: string;
}

interface Message {
  readonly topic: string;
  readonly subject: string;
}

type Deliver = (message: Message) => Promise<void>;

interface Stores {
  readonly records: Readonly<Record<'open' | 'commit', Method>>;
  readonly outbox: { readonly relayBatch: (limit: number, deliver: Deliver) => Promise<unknown> };
}

function heldRecords(stores: Stores): Stores {
  const { records, outbox } = stores;
  const ids = ({ opened, changed }: Change) =>
    [opened?.id, changed?.id].filter((id) => id !== undefined);
  return {
    ...stores,
    records: {
      ...records,
      open: around(records.open, ['before-commit', 'committed'], ids),
      commit: around(records.commit, ['before-commit', 'committed'], ids),
    },
    outbox: {
      async relayBatch(limit, deliver) {
        await come('relay', []);
        return outbox.relayBatch(limit, async (message) => {
          await deliver(message);
          const goesOn = await come('message-sent', [message.subject, message.topic]);
          if (goesOn === 'again') await deliver(message);
        });
      },
    },
  };
}

function around(
  method: Method,
  [before, done]: readonly [Point, Point],
  about: (subject: never) => readonly string[],
): Method {
  return async (...args) => {
    const ids = about(args[0] as never);
    await come(before, ids);
    const outcome = await method(...args);
    await come(done, ids);
    return outcome;
  };
}

function after(method: Method, done: Point, about: (subject: never) => readonly string[]): Method {
  return async (...args) => {
    const outcome = await method(...args);
    await come(done, about(args[0] as never));
    return outcome;
  };
}

const RealDate = Date;
/** As the host has it: the worker takes another. */
const ZONE = process.env['TZ'] ?? '';

/** A test that is over holds no one. */
async function come(point: Point, about: readonly string[]): Promise<string> {
  const program = process.argv[1]?.includes('worker') ? 'worker' : 'api';
  const body = JSON.stringify({
    point,
    program,
    pid: process.pid,
    now: Date.now(),
    zone: ZONE,
    about,
  });
  const answer = fetch(String(process.env['POINTS_ADDRESS']), { method: 'POST', body });
  return answer.then((each) => each.text()).catch(() => 'on');
}

/** Has the host's clock go ahead. */
function shiftClock(minutes: number): void {
  const ahead = minutes * 60_000;
  globalThis.Date = new Proxy(RealDate, {
    construct: (real, args: readonly unknown[], target) =>
      Reflect.construct(real, args.length === 0 ? [real.now() + ahead] : args, target) as Date,
    get: (real, name, receiver) =>
      name === 'now' ? () => real.now() + ahead : (Reflect.get(real, name, receiver) as unknown),
  });
}

function replaceExports(): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load.bind(loader);
  const replaced = new WeakMap<object, object>();
  loader._load = (request, parent, isMain) => {
    const real = load(request, parent, isMain);
    const replace = REPLACED[request] as ((real: object) => object) | undefined;
    if (!replace) return real;
    const known = replaced.get(real);
    if (known) return known;
    const own = Object.create(real, Object.getOwnPropertyDescriptors(replace(real))) as object;
    replaced.set(real, own);
    return own;
  };
}

// Workflows run in threads of their own, whose clock is Temporal's.
if (isMainThread) {
  const minutes = Number(process.env['POINTS_CLOCK_MINUTES'] ?? 0);
  if (minutes !== 0) shiftClock(minutes);
  replaceExports();
}
