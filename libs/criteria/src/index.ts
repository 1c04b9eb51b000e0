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
} from './determination';
export { LINES_OF_BUSINESS, ROUTING_TARGETS, notApplicable } from './determination';
export {
  describeGuideline,
  type ClauseRule,
  type DescribedCode,
  type DescribedFact,
  type GuidelineDescription,
  type MeasurementGroup,
} from './description';
export { evaluate } from './evaluate';
export type { FactDefinition } from './definition';
export { dotted, fault, faultsOf, MOST_FAULTS, unknownMember, type FaultCode } from './fault';
export {
  knownFactPaths,
  mergeFacts,
  namesMoreThanAgents,
  toldSince,
  withoutFacts,
  type MergedFacts,
} from './facts';
export {
  LARGEST_FACTS,
  LARGEST_FACTS_WORDS,
  LONGEST_NAME,
  LONGEST_TEXT,
  calendarDate,
  factAt,
  factFaults,
  factsSchema,
  misplacedDates,
  nameUpTo,
  NOT_BLANK,
  sizeAsJson,
  textUpTo,
  YEARS_MESSAGE,
} from './facts-schema';
export type { Guideline } from './guideline';
export { GuidelineRefused, loadGuideline, type DefinitionFault } from './load';
export { dosingWords, loadPresentation, type Presentation } from './presentation';
export { compact, expand, expandWithoutGuideline, type CompactDetermination } from './stored';
export type { Combine, Verdict } from './verdict';
export { approvalsCounted, withApprovals, type Approval } from './approvals';
export { treatmentDifferences, type TreatmentDifference } from './treatment';
export { plainWords } from './words';
export { isMember } from './readings';
