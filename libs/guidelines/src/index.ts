export type { Guideline } from '@assent/criteria';
export { digestOf, readGuidelines } from './folder';
export { factVocabulary, guidelineFor, guidelineInForce } from './registry';
