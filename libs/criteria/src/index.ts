export type {
  ClauseNode,
  Determination,
  EvaluationRequest,
  Facts,
  GroupNode,
  GuidelineReference,
  LeafNode,
  MissingFact,
  Need,
  Note,
  Routing,
  RoutingTarget,
} from './language/determination';
export { ROUTING_TARGETS, notApplicable } from './language/determination';
export {
  describeGuideline,
  type ClauseRule,
  type DescribedCode,
  type DescribedFact,
  type GuidelineDescription,
  type MeasurementGroup,
} from './loading/description';
export { changesNeeded, type ChangeNeeded, type ChangeSet } from './changes-needed/changes-needed';
export { completes } from './changes-needed/completes';
export { evaluate } from './evaluation/evaluate';
export type { FactDefinition } from './language/definition';
export {
  dotted,
  fault,
  faultsOf,
  MAX_FAULTS,
  unknownMember,
  type FaultCode,
} from './language/fault';
export {
  knownFactPaths,
  mergeFacts,
  namesMoreThanAgents,
  toldSince,
  withoutFacts,
  type MergedFacts,
} from './facts/facts';
export {
  MAX_FACTS_BYTES,
  MAX_FACTS_WORDS,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  calendarDate,
  factsSchema,
  misplacedDates,
  nameUpTo,
  NOT_BLANK,
  sizeAsJson,
  textUpTo,
  YEARS_MESSAGE,
} from './language/facts-schema';
export { factFaults } from './facts/fact-faults';
export type { Guideline } from './loading/guideline';
export { GuidelineRefused, type DefinitionFault } from './loading/definition-fault';
export { loadGuideline } from './loading/load';
export { dosingWords, loadPresentation, type Presentation } from './loading/presentation';
export {
  compact,
  expand,
  expandWithoutGuideline,
  type CompactDetermination,
} from './evaluation/compact-determination';
export {
  withoutResults,
  WITHHELD,
  type WithheldClause,
  type WithheldDetermination,
} from './evaluation/withheld';
export type { Combine, Verdict } from './language/verdict';
export { approvalsCounted, withApprovals, type Approval } from './facts/approvals';
export { factDifferences, treatmentDifferences, type FactDifference } from './facts/treatment';
export { plainWords } from './language/words';
