import type { LetterElement, LetterElementRule } from '../ports/letter-elements';

/*
 * What the letters of a denial have to say, as they are tried with: a row for each coverage type, and one
 * of a state.
 */

const asked = (...elements: readonly LetterElement[]): LetterElementRule['elements'] =>
  elements.map((element) => ({ element, source: 'a rule', confidence: 'low' }));

const PLANS = asked('expedited-appeal', 'next-review');

export const LETTER_ELEMENT_RULES: readonly LetterElementRule[] = [
  { lineOfBusiness: 'commercial', elements: PLANS },
  {
    lineOfBusiness: 'commercial',
    coverageType: 'medicaid-plan',
    elements: [...PLANS, ...asked('continued-coverage')],
  },
  { lineOfBusiness: 'medicare-advantage', elements: PLANS },
  { lineOfBusiness: 'commercial', state: 'FL', elements: asked('physician') },
];
