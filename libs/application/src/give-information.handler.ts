import { factAt, factFaults, mergeFacts, type Facts } from '@assent/criteria';
import { accept, refuse, type Result } from '@assent/domain';
import { guidelineFor } from '@assent/guidelines';
import { changeCase, type CaseCommand } from './change-case';
import type { CaseView } from './case-view';
import { reevaluated } from './evaluation';
import { noted, settle, type Moment, type Step } from './life-cycle';
import type { CaseRecord } from './records';
import type { Ports } from './settings';

export interface GiveInformation extends CaseCommand {
  /** The facts that were told; they replace what was known of the same facts. */
  readonly facts: Facts;
}

/**
 * Merges facts over the known ones and decides anew, in one transaction. Refused: `invalid` with
 * every fault, `case-closed` once the case is closed.
 */
export function giveInformation(ports: Ports) {
  return (command: GiveInformation): Promise<Result<CaseView>> =>
    changeCase(ports, 'give-information', command, async (before, moment) => {
      const { record } = before;
      const guideline =
        record.guideline && guidelineFor(record.guideline.id, record.guideline.version);
      const faults = guideline ? factFaults(guideline, command.facts, record.asOf) : [];
      if (faults.length > 0) {
        return refuse({
          code: 'invalid',
          detail: 'the facts have faults; nothing was stored',
          faults,
        });
      }
      return accept(await withInformation(ports, before, command, moment));
    });
}

async function withInformation(
  ports: Ports,
  before: Step,
  { facts: given, actor }: GiveInformation,
  moment: Moment,
): Promise<Step> {
  const { record } = before;
  const { facts, changed } = mergeFacts(record.facts, given);
  const told = noted(
    { ...before, record: { ...record, facts } },
    'information-given',
    actor,
    moment.now,
    { given: valuesOf(facts, changed), replaced: valuesOf(record.facts, changed) },
  );
  const evaluation = await reevaluated(ports, told.record);
  return settle(
    { ...told, record: { ...told.record, facts: evaluation.facts } },
    evaluation,
    moment,
    factsAskedFor(record),
  );
}

/** The facts that the office has been asked for; none when a reviewer waits for the answer. */
function factsAskedFor({ status, informationRequest, determination }: CaseRecord): string[] {
  if (status !== 'pending-information' || informationRequest) return [];
  return determination.missing.map(({ fact }) => fact);
}

function valuesOf(facts: Facts, paths: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    paths.map((path) => [path, factAt(facts, path)]).filter(([, value]) => value !== undefined),
  );
}
