import type { Ports } from '@assent/application';
import type fc from 'fast-check';

/**
 * Ports whose scheduler decides when each access to the record happens, one after the other.
 * The scheduler prints what it ran when a test fails, so it sees no records.
 */
export function inTurns(
  ports: Ports,
  scheduler: fc.Scheduler,
  onCommitted: () => void = () => undefined,
): Ports {
  const inTurn =
    <Args extends unknown[], Value>(name: string, method: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      const answers: Promise<Value>[] = [];
      // A sequence begins its step when it is its turn, and ends it before the next; a function would
      // begin at once, and only be answered in turn.
      const builder = () => {
        const answer = method(...args);
        answers.push(answer);
        return answer.then(() => undefined);
      };
      await scheduler.scheduleSequence([{ label: name, builder }]).task;
      return answers[0]!;
    };
  const { records } = ports;
  return {
    ...ports,
    records: {
      ...records,
      open: inTurn('open', async (change) => {
        const opening = await records.open(change);
        if (opening.outcome === 'committed') onCommitted();
        return opening;
      }),
      commit: inTurn('commit', async (change) => {
        const outcome = await records.commit(change);
        if (outcome === 'committed') onCommitted();
        return outcome;
      }),
      case: inTurn('case', (id) => records.case(id)),
      knownMember: inTurn('member', (memberId) => records.knownMember(memberId)),
      openCasesOf: inTurn('open cases', (memberId, drug) => records.openCasesOf(memberId, drug)),
      deniedCases: inTurn('denied cases', (memberId, drug) => records.deniedCases(memberId, drug)),
      authorization: inTurn('authorization', (number) => records.authorization(number)),
      authorizationsOf: inTurn('authorizations', (memberId, drug) =>
        records.authorizationsOf(memberId, drug),
      ),
    },
  };
}
