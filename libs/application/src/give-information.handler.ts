import { factAt, factFaults, mergeFacts, type Facts } from '@assent/criteria';
import { accept, refuse, type Channel, type Result } from '@assent/domain';
import { guidelineFor, type Guideline } from '@assent/guidelines';
import { changeCase, type CaseCommand } from './change-case';
import type { CaseView } from './case-view';
import { reevaluated } from './evaluation';
import { noted, settle, type Moment, type Step } from './life-cycle';
import type { CaseRecord } from './records';
import type { Ports } from './settings';

export interface GiveInformation extends CaseCommand {
  /** The facts that were told; they replace what was known of the same facts. */
  readonly facts: Facts;
  /** How they reached the plan. */
  readonly channel: Channel;
}

/**
 * Merges facts over the known ones and decides anew, in one transaction. Refused: `invalid` with
 * every fault, `case-closed` once the case is closed.
 */
export function giveInformation(ports: Ports) {
  return (command: GiveInformation): Promise<Result<CaseView>> =>
    changeCase(ports, 'give-information', command, async (before, moment) => {
      const guideline = governing(before.record);
      const faults = factFaults(guideline, command.facts, before.record.asOf);
      return faults.length > 0
        ? refuse({ code: 'invalid', detail: 'the facts have faults; nothing was stored', faults })
        : accept(await informed(ports, before, guideline, command, moment));
    });
}

async function informed(
  ports: Ports,
  before: Step,
  guideline: Guideline,
  { facts: given, actor, channel }: GiveInformation,
  moment: Moment,
): Promise<Step> {
  const { record } = before;
  const { facts, changed } = mergeFacts(record.facts, given);
  const evaluation = await reevaluated(ports, { ...record, facts });
  const told = noted(
    { ...before, record: { ...record, facts: evaluation.facts, snoozed: null } },
    'information-given',
    actor,
    moment.now,
    { channel, given: valuesOf(facts, changed), replaced: valuesOf(record.facts, changed) },
  );
  return settle(told, evaluation, moment, factsAskedFor(record));
}

/** An open case has a guideline: without one it would have been routed when it was opened. */
function governing({ guideline }: CaseRecord): Guideline {
  if (!guideline) throw new Error('an open case has a guideline');
  return guidelineFor(guideline.id, guideline.version);
}

/** The facts that the office has been asked for; none when a reviewer waits for the answer. */
function factsAskedFor({ status, informationRequest, determination }: CaseRecord): string[] {
  if (status !== 'pending-information' || informationRequest) return [];
  return determination.missing.map(({ fact }) => fact);
}

function valuesOf(facts: Facts, paths: readonly string[]): Record<string, unknown> {
  const stated = paths.map((path): [string, unknown] => [path, factAt(facts, path)]);
  return Object.fromEntries(stated.filter(([, value]) => value !== undefined));
}
