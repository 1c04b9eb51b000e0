import {
  changeLetterTemplates,
  listLetterTemplates,
  previewLetterTemplate,
  type Ports,
} from '@assent/application';

export const LETTER_TEMPLATES = Symbol('letter template use cases');

/** What a plan changes in its letters. */
export function letterTemplateUseCases(ports: Ports) {
  return {
    list: listLetterTemplates(ports),
    preview: previewLetterTemplate(ports),
    change: changeLetterTemplates(ports),
  };
}

export type LetterTemplateUseCases = ReturnType<typeof letterTemplateUseCases>;
