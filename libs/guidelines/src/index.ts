export type { Guideline } from '@assent/criteria';
export { determine } from './determine';
export { digestOf } from './digest';
export { readGuidelines } from './folder';
export { factVocabulary, governedDrugs, guidelineFor, guidelineInForce } from './registry';
