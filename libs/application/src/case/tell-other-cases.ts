import { dateIn } from '@assent/domain';
import { withEvent, SOFTWARE, startStep, type Step } from '../life-cycle/step';
import { startAmong } from '../member-coverage/case-placement';
import type { Ports } from '../ports/ports';

/**
 * When an authorization is issued or ended, or a case denied, the member's other open cases for the
 * drug are re-evaluated: their days may now be covered, what they depend on may be gone, and the
 * denial may count against them. A case whose days move changes in the same step, so that a
 * reviewer never approves days they did not see.
 */
export async function tellingOthers(
  { records, settings }: Pick<Ports, 'records' | 'settings'>,
  step: Step,
  now: Date,
): Promise<Step> {
  const { record, issued, authorizations, alsoChanged } = step;
  const isEnded = authorizations.some(({ status }) => status === 'ended');
  if (!issued && !isEnded && record.status !== 'denied') return step;
  const known = [record, ...alsoChanged].map(({ id }) => id);
  const others = (await records.openCasesOf(record.member.memberId, record.drug)).filter(
    ({ id }) => !known.includes(id),
  );
  if (others.length === 0) return step;
  const before = await records.authorizationsOf(record.member.memberId, record.drug);
  const changed = before.map(
    (one) => authorizations.find(({ number }) => number === one.number) ?? one,
  );
  const after = issued ? [...changed, issued] : changed;
  const today = dateIn(now, settings.timeZone);
  return others.reduce((told, other) => {
    const from = startAmong(other, before, today);
    const to = startAmong(other, after, today);
    const message = { topic: 'case-changed' as const, subject: other.id };
    const awake = { ...told, outbox: [...told.outbox, message] };
    if (from === to) return awake;
    const { events } = withEvent(startStep(other), 'coverage-moved', SOFTWARE, now, { from, to });
    return {
      ...awake,
      events: [...awake.events, ...events],
      alsoChanged: [...awake.alsoChanged, other],
    };
  }, step);
}
