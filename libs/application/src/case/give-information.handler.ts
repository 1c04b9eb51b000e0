import {
  factFaults,
  knownFactPaths,
  MAX_FACTS_BYTES,
  MAX_FACTS_WORDS,
  mergeFacts,
  sizeAsJson,
  type Facts,
} from '@assent/criteria';
import { accept, refuse, type Channel, type Fault, type Result, valueAt } from '@assent/domain';
import type { Guideline } from '@assent/guidelines';
import { newestReadingOf, reevaluated } from '../evaluation/evaluation';
import { laterEntryFaults, laterEntryTold, type LaterEntry } from '../life-cycle/later-entry';
import { applyEvaluation } from '../life-cycle/apply-evaluation';
import { factsAskedFor } from '../life-cycle/ask-for-information';
import { resumeClock } from '../life-cycle/move-deadline';
import { newDeadlineTold, withCompletion } from '../life-cycle/running-clock';
import { withEvent, type Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import type { CaseView } from './case-view';
import { changeCase, type CaseCommand } from './change-case';
import type { NamedDocument } from './fact-sources';

export interface GiveInformation extends CaseCommand, LaterEntry {
  /** The facts given; they replace what was known of the same facts. */
  readonly facts: Facts;
  /** How they reached the plan. */
  readonly channel: Channel;
  /** The document of the case that they were read from. */
  readonly document?: { readonly id: string; readonly page?: number | undefined } | undefined;
}

/**
 * Merges facts into the known ones and decides again, by the newest reading of the guideline
 * version that the case keeps, in one transaction. Information without facts changes nothing.
 * Refused: `invalid` with every fault, `case-closed` once the case is closed.
 */
export function giveInformation(ports: Ports) {
  return (command: GiveInformation): Promise<Result<CaseView>> =>
    changeCase(ports, 'give-information', command, async (before, moment) => {
      const { member, asOf } = before.record;
      const guideline = governing(before.record);
      const document = await documentNamed(ports, command);
      const faults = [
        ...factFaults(guideline, command.facts, { born: member.birthDate, asOf }),
        ...(command.document && !document ? [OF_ANOTHER_CASE] : []),
        ...laterEntryFaults(command, before.record, command.channel, moment.now),
      ];
      if (faults.length > 0) {
        const detail = 'the information has errors; nothing was saved';
        return refuse({ code: 'invalid', detail, faults });
      }
      if (saysNothing(guideline, before.record, command)) return null;
      if (outgrows(before.record.facts, command.facts)) return refuse(TOO_MUCH_TOGETHER);
      return accept(await informed(ports, before, guideline, command, document, moment));
    });
}

function saysNothing(
  guideline: Guideline,
  record: CaseRecord,
  { facts: given }: GiveInformation,
): boolean {
  return (
    knownFactPaths(guideline, given).length === 0 &&
    mergeFacts(record.facts, given).changed.length === 0
  );
}

/** Whether the new facts make a case too large. One that already is may shrink. */
function outgrows(known: Facts, given: Facts): boolean {
  const size = sizeAsJson(mergeFacts(known, given).facts);
  return size > MAX_FACTS_BYTES && size > sizeAsJson(known);
}

const TOO_MUCH_TOGETHER = {
  code: 'invalid',
  detail: `the information on a case is limited to ${MAX_FACTS_WORDS}; nothing was saved`,
  faults: [
    {
      path: 'facts',
      code: 'too-large',
      message: `together with the information already on the case, this would exceed ${MAX_FACTS_WORDS}; send shorter texts, or shorten existing ones`,
    },
  ],
} as const;

async function informed(
  ports: Ports,
  before: Step,
  guideline: Guideline,
  { facts: given, actor, channel, ...entry }: GiveInformation,
  document: NamedDocument | null,
  moment: Moment,
): Promise<Step> {
  const { record } = before;
  const { facts, changed } = mergeFacts(record.facts, given);
  // A document is the source of every fact read from it, including facts already known.
  const read = document ? knownFactPaths(guideline, given) : [];
  const evaluation = await reevaluated(ports, { ...record, facts });
  const { receivedAt = moment.now } = entry;
  const isWhole = evaluation.finding.outcome !== 'information-needed';
  const clocked = isWhole ? withCompletion(record, { at: receivedAt, because: 'answer' }) : record;
  const told = withEvent(
    {
      ...before,
      record: {
        ...clocked,
        facts: evaluation.facts,
        snoozed: null,
      },
    },
    'information-given',
    actor,
    moment.now,
    {
      channel,
      given: valuesOf(facts, [...new Set([...changed, ...read])]),
      replaced: valuesOf(record.facts, changed),
      ...(document && { document }),
      ...laterEntryTold(entry),
      ...newDeadlineTold(clocked, record),
    },
  );
  const running = resumeClock(told, receivedAt, 'answer', actor, moment.now);
  return applyEvaluation(running, evaluation, moment, factsAskedFor(record));
}

const OF_ANOTHER_CASE: Fault = {
  path: 'document.id',
  code: 'unknown-document',
  message: 'must be a document of this case; add it to the case first',
};

/** The document that the facts were read from; null if none is named or the case lacks it. */
async function documentNamed(
  { records }: Ports,
  { caseId, document }: GiveInformation,
): Promise<NamedDocument | null> {
  if (!document) return null;
  const found = await records.document(caseId, document.id);
  return found && { id: found.id, name: found.name, page: document.page ?? null };
}

/** An open case has a guideline: without one it is routed on opening. */
function governing(record: CaseRecord): Guideline {
  const guideline = newestReadingOf(record);
  if (!guideline) throw new Error('an open case has a guideline');
  return guideline;
}

function valuesOf(facts: Facts, paths: readonly string[]): Record<string, unknown> {
  const stated = paths.map((path): [string, unknown] => [path, valueAt(facts, path)]);
  return Object.fromEntries(stated.filter(([, value]) => value !== undefined));
}
