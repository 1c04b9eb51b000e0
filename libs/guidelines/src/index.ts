export type { Guideline } from '@assent/criteria';
export { neededChanges, type NeededChange } from './changes-needed';
export { determine } from './determine';
export { digestOf } from './digest';
export { readGuidelines, type PublishedGuideline } from './folder';
export {
  clauseIdsOf,
  dosingInSpanish,
  dosingSentence,
  factLabel,
  factVocabulary,
  governedDrugs,
  guidelineDescription,
  guidelineFor,
  guidelineInForce,
  GuidelineMissing,
  inSpanish,
  knownAgents,
  readingFor,
  type KnownAgent,
} from './registry';
