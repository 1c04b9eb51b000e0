import { isOpen, type CaseStatus, type Result } from '@assent/domain';
import type { CaseView } from '@assent/application';
import { ClockMovesForwardOnly } from '@assent/platform';
import fc from 'fast-check';
import { decide, inform, ONE_MISSING, openFor, THE_ANSWER, withdraw } from './cast';
import { setStage, type Stage } from './stage';

/** What people may do to a case; time passes in shares of its decision clock. */
type Act =
  | { readonly act: 'answer' | 'withdraw' | 'approve' | 'deny' }
  | { readonly act: 'wait'; readonly share: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom('answer', 'withdraw', 'deny', 'approve') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('wait' as const),
      // Just before, at and just after the deadlines, which lie at 0.8 and 1.
      share: fc.constantFrom(0.1, 0.79999, 0.8, 0.80001, 0.99999, 1, 1.00001),
    }),
  },
);

/** Several acts at once, then the next ones. */
const story = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 4,
});

/** Each way to end a case, and what its timeline may hold at most once. */
const ENDINGS = ['approved', 'denied', 'withdrawn'] as const;
const ONCE = ['handed-to-review', 'escalated', ...ENDINGS] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());

it('has one outcome, in whatever order commands and deadlines arrive', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (turns) => {
      const { record } = await openFor(stage, ONE_MISSING);
      const answers: Result<CaseView>[] = [];
      for (const turn of turns) {
        const taken = await Promise.all(turn.map((next) => perform(next, record)));
        answers.push(...taken.flat());
      }
      await stage.clock.settled();
      await expectOneOutcome(record.id, answers);
    }),
    { numRuns: 25 },
  );
}, 180_000);

async function perform(next: Act, record: CaseView['record']): Promise<Result<CaseView>[]> {
  switch (next.act) {
    case 'answer':
      return [await inform(stage, record.id, THE_ANSWER)];
    case 'withdraw':
      return [await withdraw(stage, record.id)];
    case 'approve':
    case 'deny':
      return [await decide(stage, record.id, next.act)];
    case 'wait': {
      const time = (record.dueAt?.getTime() ?? 0) - record.receivedAt.getTime();
      const to = new Date(record.receivedAt.getTime() + Math.round(next.share * time));
      await stage.clock.moveTo(to).catch((error: unknown) => {
        if (!(error instanceof ClockMovesForwardOnly)) throw error;
      });
      return [];
    }
  }
}

async function expectOneOutcome(caseId: string, answers: readonly Result<CaseView>[]) {
  const record = await stage.records.records.case(caseId);
  const events = await stage.records.records.events(caseId);
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const status: CaseStatus = record?.status ?? 'routed';
  const endings = ENDINGS.filter((ending) => count(ending) > 0);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));

  expect(endings).toEqual(isOpen(status) ? [] : [status]);
  expect(ONCE.filter((type) => count(type) > 1)).toEqual([]);
  expect(
    events.filter(({ type, actor }) => type === 'denied' && actor.role === 'software'),
  ).toEqual([]);
  expect(refusals.filter((code) => !EXPLAINED.includes(code))).toEqual([]);
}

/** Why a command of this story may be refused. */
const EXPLAINED = ['case-closed', 'case-changed', 'case-waits-for-information', 'invalid'];
