import type { AuthorizationRecord, CaseRepository } from '@assent/application';
import { addHours, expiryOf } from '@assent/domain';
import { LETTER_HOURS } from '../support/desk';
import { MET, openFor } from './cast';
import { setStage, type Stage } from './stage';

const ZONE = 'America/New_York';

/** What the two workflows commit when coverage ends, by the action that the auditor reads. */
type Turn = 'of the authorization' | 'of the case';
const turnOf = (action = ''): Turn | null => {
  if (action === 'lapse-of-cover') return 'of the authorization';
  return action.startsWith('pass-') ? 'of the case' : null;
};

/** Lets one workflow commit before the other, as a test chooses. */
function turnstile() {
  let first: Turn | null = null;
  let pass: () => void = () => undefined;
  let passed = Promise.resolve();
  return {
    startWith(turn: Turn) {
      first = turn;
      passed = new Promise((resolve) => {
        pass = resolve;
      });
    },
    around: (real: CaseRepository): CaseRepository => ({
      ...real,
      commit: async (change) => {
        const turn = turnOf(change.audit[0]?.action);
        if (turn && first && turn !== first) await passed;
        const outcome = await real.commit(change);
        if (turn && turn === first) pass();
        return outcome;
      },
    }),
  };
}

const turns = turnstile();
let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ records: turns.around });
  await stage.startWorker();
});
afterAll(() => stage.stop());

it.each<Turn>(['of the authorization', 'of the case'])(
  'the provider office is told that coverage ended if the workflow %s comes first',
  async (turn) => {
    const { authorization } = await openFor(stage, MET);
    const expiry = expiryOf(authorization!.period, ZONE);
    await stage.clock.moveTo(addHours(expiry, -1));
    turns.startWith(turn);
    await stage.clock.moveTo(addHours(expiry, LETTER_HOURS.from));
    expect(await lettersAboutReviewOf(authorization!)).toContain('coverage ended');
  },
);

async function lettersAboutReviewOf({ number }: AuthorizationRecord): Promise<string[]> {
  const { records } = stage.records;
  const reviewId = (await records.authorization(number))?.continuationCaseId ?? '';
  const prefix = `${(await records.case(reviewId))?.number}: `;
  return stage.mail
    .letters()
    .filter(({ subject }) => subject.startsWith(prefix))
    .map(({ subject }) => subject.slice(prefix.length));
}
