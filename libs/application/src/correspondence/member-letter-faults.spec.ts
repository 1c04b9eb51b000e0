import { letterText } from './letter-text';
import type { LetterBlock, LetterLanguage } from '../ports/letter-content';
import { lackingForMember, type MemberDenialElements } from './member-letter-faults';

const ELEMENTS: MemberDenialElements = {
  rationale: 'Four a day are too many.',
  criteria: ['at most three'],
  appealDays: 180,
  letterhead: { address: '100 Market Street', phone: '217-555-0100' },
};

const PARAGRAPHS = {
  en: {
    reason: 'Why: Four a day are too many.',
    criteria: 'It is based on this rule: at most three (this is not met)',
    right: 'You have the right to appeal. You must appeal within 180 days of this letter.',
    way: 'To appeal, call 217-555-0100.',
    fast: 'You can ask for a fast appeal. To do so, call 217-555-0100.',
    copies: 'You can get free copies. To get them, call 217-555-0100.',
    help: 'Do you have questions or need help? Call us at 217-555-0100.',
  },
  es: {
    reason: 'Por qué (en inglés): «Four a day are too many.»',
    criteria: 'Se basa en esta regla: at most three (no se cumple)',
    right: 'Usted tiene derecho a apelar. Usted tiene 180 días para apelar.',
    way: 'Para apelar, llame al 217-555-0100.',
    fast: 'Puede pedir una apelación rápida. Para pedirla, llame al 217-555-0100.',
    copies: 'Puede recibir copias gratis. Para pedirlas, llame al 217-555-0100.',
    help: '¿Tiene preguntas o necesita ayuda? Llámenos al 217-555-0100.',
  },
} as const;

type Altered = Partial<Record<keyof (typeof PARAGRAPHS)['en'], string>>;

function faults(
  language: LetterLanguage,
  altered: Altered = {},
  elements: Partial<MemberDenialElements> = {},
  lines = ['100 Market Street', 'Phone 217-555-0100'],
) {
  const texts = Object.values({ ...PARAGRAPHS[language], ...altered });
  const blocks: readonly LetterBlock[] = [
    { type: 'letterhead', name: 'The Plan of You and Your Family', lines },
    { type: 'subject', text: 'PA-1: denied' },
    ...texts.map((text) => ({ type: 'paragraph', text }) as const),
  ];
  const content = { recipient: 'member', language, version: 1, blocks } as const;
  return lackingForMember({ content, text: letterText(content) }, { ...ELEMENTS, ...elements });
}

const LANGUAGES: readonly LetterLanguage[] = ['en', 'es'];

test.each(LANGUAGES)('a letter in %s with every element can go out', (language) => {
  expect(faults(language)).toEqual([]);
});

test.each(
  LANGUAGES.flatMap((language) =>
    (
      [
        [{ reason: '' }, 'the reason'],
        [{ criteria: '' }, 'the criteria in full words'],
        [{ right: '' }, 'the right to appeal, until when to appeal'],
        [{ way: '' }, 'how to appeal'],
        [{ fast: '' }, 'how to ask for an expedited appeal'],
        [{ copies: '' }, 'how to get free copies'],
        [{ help: '' }, 'the help line'],
      ] satisfies readonly (readonly [Altered, string])[]
    ).map(([altered, element]) => ({ language, altered, element })),
  ),
)('a letter in $language altered by $altered lacks $element', ({ language, altered, element }) => {
  expect(faults(language, altered)).toEqual(element.split(', '));
});

test('a letter without the address or the phone number of the plan lacks it', () => {
  expect(faults('en', {}, {}, ['Phone 217-555-0100'])).toEqual(['the address of the plan']);
  const phone = { letterhead: { address: '100 Market Street', phone: '217-555-0199' } };
  expect(faults('en', {}, phone)).toEqual(['the phone number of the plan']);
});

test('a letter for a line of business whose days we do not know says none', () => {
  const right = 'You have the right to appeal.';
  expect(faults('en', { right }, { appealDays: null })).toEqual([]);
  expect(faults('en', { right })).toEqual(['until when to appeal']);
});

test('a criterion whose words are not known can not be said', () => {
  expect(faults('en', {}, { criteria: [null] })).toEqual(['the criteria in full words']);
});
