import type { Letterhead, Settings } from '@assent/application';
import {
  LICENSING_STATES,
  LINES_OF_BUSINESS,
  USUAL_DOCUMENT_LIMITS,
  USUAL_EXCEPTION_LIMITS,
  type DocumentLimits,
  type ExceptionLimits,
  type FindingsFirstRule,
  type JurisdictionSettings,
  type LetterHours,
  type LicensingState,
} from '@assent/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readClockRules } from './clock-rules';
import { readCriterionWordings } from './criterion-wordings';

export interface PayerOptions {
  readonly timeZone: string;
  readonly payerName: string;
  readonly letterhead: Letterhead;
  readonly letterHours: LetterHours;
  /** The usual ones if absent. */
  readonly exceptions?: ExceptionLimits;
  /** Whether there is a virus scanner; without it, documents are not held. */
  readonly documentsAreScanned?: boolean;
  /** The usual ones if absent. */
  readonly documentLimits?: DocumentLimits;
  /** In hours; a working day if it is not given. */
  readonly accessHours?: number;
  /** The state of members whose request names none; null for none. */
  readonly state?: LicensingState | null;
  /** The states in which findings come first; null for those of the project's own table. */
  readonly findingsFirst?: readonly LicensingState[] | null;
  /** The folder with the plan's own wordings of criteria. */
  readonly criterionWordings?: string | null;
  /** The folder with the plan's own tables of clocks, which replace the project's. */
  readonly clockRules?: string | null;
}

/** The states with rules of their own; each rule names its source. */
const JURISDICTIONS = join(__dirname, '..', 'rules', 'jurisdictions.json');

const jurisdictions = z.strictObject({
  findingsFirst: z.array(
    z.strictObject({
      state: z.enum(LICENSING_STATES),
      linesOfBusiness: z.array(z.enum(LINES_OF_BUSINESS)).min(1),
      from: z.iso.date(),
      source: z.string().min(1),
      confidence: z.enum(['high', 'medium', 'low']),
    }),
  ),
});

/** The rules of the table, or of the states that a plan names instead. */
function jurisdictionsOf({ state = null, findingsFirst = null }: PayerOptions) {
  const known = jurisdictions.parse(JSON.parse(readFileSync(JURISDICTIONS, 'utf8'))).findingsFirst;
  const rules = findingsFirst
    ? findingsFirst.map((each) => known.find((rule) => rule.state === each) ?? ownRule(each))
    : known;
  return { state, findingsFirst: rules } satisfies JurisdictionSettings;
}

/** The rule for a state that a plan names, and the table does not. */
function ownRule(state: LicensingState): FindingsFirstRule {
  return {
    state,
    linesOfBusiness: LINES_OF_BUSINESS,
    from: '0001-01-01',
    source: "the plan's own configuration",
    confidence: 'high',
  };
}

/**
 * The payer's settings, with the tables of clocks and the wordings of its folders.
 * @throws ConfigError for a folder with faults
 */
export function payerSettings(options: PayerOptions): Settings {
  const { timeZone, payerName, letterhead, letterHours, accessHours = 8 } = options;
  const jurisdiction = jurisdictionsOf(options);
  const folder = options.criterionWordings ?? null;
  return {
    timeZone,
    payerName,
    letterhead,
    letterHours,
    exceptions: options.exceptions ?? USUAL_EXCEPTION_LIMITS,
    documentsAreScanned: options.documentsAreScanned ?? false,
    documentLimits: options.documentLimits ?? USUAL_DOCUMENT_LIMITS,
    accessHours,
    ...readClockRules(options.clockRules ?? null),
    jurisdiction,
    ...(folder !== null && { criterionWordings: readCriterionWordings(folder) }),
  };
}
