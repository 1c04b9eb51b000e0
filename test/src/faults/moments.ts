import { inTime, isToContinueAsNew, mustCome, runsOf, type Scene } from './scene';
import type { Arrival, Held } from './points';

/** The moments of the matrix, each with what it is in words of the glossary. */
export const MOMENTS = {
  a: 'before a change is committed',
  b: 'change committed, not acknowledged',
  c: 'acknowledged, message in the outbox',
  d: 'message delivered, still in the outbox',
  e: 'workflow task running',
  f: 'step done, not reported',
  g: 'timer due',
  h: 'workflow continues as new',
  i: 'deploy or migration',
} as const;
export type Moment = keyof typeof MOMENTS;

/** Work that has come to its moment. */
export interface Reached {
  /** The program that stands there; null where none is held. */
  readonly held: Held | null;
  /** The instant at which a timer is due, in milliseconds since 1970. */
  readonly dueAt?: number;
  /** Settles when people have all their answers. */
  readonly finish: () => Promise<unknown>;
  /** Why the moment was not what it should be, once all is over; null if it was. */
  readonly doubt?: () => Promise<string | null>;
}

/** How long before its deadline a case is opened, in milliseconds: its workflow starts before. */
const NEAR = 4_000;

const isAbout =
  (...words: readonly string[]) =>
  ({ about }: Arrival): boolean =>
    words.every((word) => about.includes(word));
const byApi = ({ program }: Arrival): boolean => program === 'api';

/** Brings the system to a moment. */
export const REACH = {
  async beforeCommit({ system, people }) {
    const coming = system.points.hold('before-commit', byApi);
    const opening = people.openMet();
    return { held: await inTime('a commit', coming), finish: () => opening };
  },

  async committed({ system, people }) {
    const coming = system.points.hold('committed', byApi);
    const opening = people.openMet();
    return { held: await inTime('a commit', coming), finish: () => opening };
  },

  /** Every worker is held before it looks for messages. */
  async unsent({ system, people }) {
    const held = await inTime('the relay', system.points.hold('relay'));
    await people.openMet();
    await mustCome('a message', () =>
      system.sql(async (sql) => (await sql.run('SELECT FROM outbox')).length > 0),
    );
    return { held, finish: () => Promise.resolve() };
  },

  async delivered({ system, people }) {
    const coming = system.points.hold('message-sent');
    const opened = await people.openPending();
    const held = await inTime('a delivery', coming);
    return { held, finish: () => people.answer(opened) };
  },

  /** The message is of a case whose deadline is near. */
  async deliveredDue({ system, people }) {
    const coming = system.points.hold('message-sent');
    const opened = await people.openDueIn(NEAR);
    const held = await inTime('a delivery', coming);
    const dueAt = Date.parse(opened.clock.dueAt ?? '');
    return { held, dueAt, finish: () => Promise.resolve() };
  },

  async stepBegun({ system, people }) {
    const opened = await people.openPending();
    const coming = system.points.hold('step-begun', isAbout(opened.id));
    const answering = people.answer(opened);
    return { held: await inTime('a step', coming), finish: () => answering };
  },

  /** A deadline was escalated. */
  async stepDone({ system, people }) {
    const coming = system.points.hold('step-done', isAbout('passDecisionDeadline'));
    const opened = await people.openDueIn(NEAR);
    const held = await inTime('an escalation', coming);
    return { held, finish: () => people.deny(opened) };
  },

  /** The timer has fired, and its step begins. */
  async timerFired({ system, people }) {
    const coming = system.points.hold('step-begun', isAbout('passDecisionDeadline'));
    await people.openDueIn(NEAR);
    return { held: await inTime('a timer', coming), finish: () => Promise.resolve() };
  },

  /** The timer is set, and rings soon. */
  async timerSet({ system, people }) {
    const coming = system.points.next(
      ({ point, about }) => point === 'step-done' && about.includes('evaluateCase'),
    );
    const opened = await people.openDueIn(NEAR);
    await inTime('a step', coming);
    const dueAt = Date.parse(opened.clock.dueAt ?? '');
    return { held: null, dueAt, finish: () => Promise.resolve() };
  },

  /** In the task that was told to continue as new; another message comes meanwhile. */
  async continuing(scene) {
    const { system, people } = scene;
    const opened = await people.openPending();
    for (let turn = 1; turn <= MOST_REMARKS; turn += 1) {
      const coming = system.points.hold('step-begun', isAbout(opened.id));
      await people.remark(opened, `Grade 3 peripheral neuropathy, cycle ${turn}`);
      const held = await inTime('a step', coming);
      if (await isToContinueAsNew(scene, opened.id)) {
        await people.remark(opened, 'Grade 3 peripheral neuropathy, told meanwhile');
        return {
          held,
          finish: () => people.answer(opened),
          doubt: async () =>
            (await runsOf(scene, opened.id)) > 1 ? null : 'it did not continue as new',
        };
      }
      held.letGo();
    }
    throw new Error('the workflow is never told to continue as new');
  },

  /** The worker of the next release runs beside the one of before, which is at a step. */
  async deploying({ system, people }) {
    const opened = await people.openPending();
    const coming = system.points.hold('step-begun', isAbout(opened.id));
    const answering = people.answer(opened);
    const held = await inTime('a step', coming);
    await system.startWorker();
    return { held, finish: () => answering };
  },

  /** Nothing is under way. */
  atRest: () => Promise.resolve({ held: null, finish: () => Promise.resolve() }),
} satisfies Readonly<Record<string, (scene: Scene) => Promise<Reached>>>;
export type Reach = keyof typeof REACH;

const MOST_REMARKS = 20;
