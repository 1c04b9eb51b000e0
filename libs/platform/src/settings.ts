import type { Letterhead, Settings } from '@assent/application';
import {
  LICENSING_STATES,
  LINES_OF_BUSINESS,
  type FindingsFirstRule,
  type JurisdictionSettings,
  type LetterHours,
  type LicensingState,
} from '@assent/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readCriterionWordings } from './criterion-wordings';

/** The decision clocks that come with the project; each names its source. */
const DECISION_CLOCKS = join(__dirname, '..', 'decision-clocks.json');

const confidence = z.enum(['high', 'medium', 'low']);

const decisionClocks = z.array(
  z.strictObject({
    lineOfBusiness: z.enum(['commercial', 'medicare-advantage']),
    urgency: z.enum(['standard', 'expedited']),
    hours: z.number().positive(),
    informationShare: z.number().gt(0).lt(1),
    source: z.string().min(1),
    confidence,
    whenMissed: z.string().min(1).optional(),
    extension: z
      .strictObject({
        days: z.int().positive(),
        answerDays: z.int().positive().nullable(),
        source: z.string().min(1),
        confidence,
      })
      .optional(),
    noExtension: z.string().min(1).optional(),
    oralNotice: z
      .strictObject({ writtenDays: z.int().positive(), source: z.string().min(1), confidence })
      .optional(),
  }),
);

export interface PayerOptions {
  readonly timeZone: string;
  readonly payerName: string;
  readonly letterhead: Letterhead;
  readonly letterHours: LetterHours;
  /** The state of members whose request names none; null for none. */
  readonly state?: LicensingState | null;
  /** The states in which findings come first; null for those of the project's own table. */
  readonly findingsFirst?: readonly LicensingState[] | null;
  /** The folder with the plan's own wordings of criteria. */
  readonly criterionWordings?: string | null;
  /** Replaces the project's own table of decision clocks. */
  readonly decisionClocksFile?: string;
}

/** When a peer-to-peer call is due; it names its source. */
const PEER_TO_PEER = join(__dirname, '..', 'peer-to-peer-clock.json');

const peerToPeerRule = z.strictObject({
  id: z.string().min(1),
  businessDays: z.int().positive(),
  source: z.string().min(1),
  confidence,
});

/** The figures for appeals; each names its source. */
const APPEALS = join(__dirname, '..', 'appeal-clocks.json');

const sourced = { source: z.string().min(1), confidence };

const appealTime = z.strictObject({ hours: z.number().positive(), ...sourced });

const decisionTime = z.strictObject({
  ...appealTime.shape,
  whenMissed: z.strictObject({ forwardWithin: z.number().positive(), ...sourced }).optional(),
});

const forwardingTime = z.strictObject({
  ...appealTime.shape,
  from: z.enum(['receipt', 'decision']),
});

const appealRules = z.array(
  z.strictObject({
    lineOfBusiness: z.enum(['commercial', 'medicare-advantage']),
    filing: z.strictObject({
      days: z.int().positive(),
      from: z.enum(['receipt', 'letter']),
      ...sourced,
    }),
    decision: z.strictObject({ standard: decisionTime, expedited: decisionTime }),
    review: z.strictObject({
      to: z.enum(['independent-review-entity', 'external-review']),
      ...sourced,
      askWithin: z.string().min(1).optional(),
      outcome: z.strictObject({ standard: appealTime, expedited: appealTime }).optional(),
      forwarding: z
        .strictObject({ standard: forwardingTime, expedited: forwardingTime })
        .optional(),
    }),
  }),
);

/** The states with rules of their own; each rule names its source. */
const JURISDICTIONS = join(__dirname, '..', 'jurisdictions.json');

const jurisdictions = z.strictObject({
  findingsFirst: z.array(
    z.strictObject({
      state: z.enum(LICENSING_STATES),
      linesOfBusiness: z.array(z.enum(LINES_OF_BUSINESS)).min(1),
      from: z.iso.date(),
      ...sourced,
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
 * The payer's settings, with the decision clocks from their file.
 * @throws when the file is missing or has faults, and ConfigError for faulty wordings
 */
export function payerSettings(options: PayerOptions): Settings {
  const file = options.decisionClocksFile ?? DECISION_CLOCKS;
  const clocks = decisionClocks.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { timeZone, payerName, letterhead, letterHours } = options;
  const peerToPeer = peerToPeerRule.parse(JSON.parse(readFileSync(PEER_TO_PEER, 'utf8')));
  const appeals = appealRules.parse(JSON.parse(readFileSync(APPEALS, 'utf8')));
  const jurisdiction = jurisdictionsOf(options);
  const folder = options.criterionWordings ?? null;
  return {
    timeZone,
    payerName,
    letterhead,
    letterHours,
    clocks,
    peerToPeer,
    appeals,
    jurisdiction,
    ...(folder !== null && { criterionWordings: readCriterionWordings(folder) }),
  };
}
