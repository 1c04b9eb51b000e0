import { letterText } from './letter-text';
import { LETTER_ELEMENTS } from '../ports/letter-elements';
import type { LetterBlock, LetterLanguage } from '../ports/letter-content';
import { lackingForMember, type MemberDenialElements } from './member-letter-faults';

const ELEMENTS: MemberDenialElements = {
  rationale: 'Four a day are too many.',
  criteria: ['at most three'],
  appealDays: 180,
  letterhead: { address: '100 Market Street', phone: '217-555-0100' },
  required: new Set(LETTER_ELEMENTS),
  expeditedHours: 72,
  hasNextReview: true,
  continued: { days: 10 },
  physician: 'Dana Brooks MD',
};

const PARAGRAPHS = {
  en: {
    reason: 'Why: Four a day are too many.',
    criteria: 'It is based on this rule: at most three (this is not met)',
    right: 'You have the right to appeal. You must appeal within 180 days of this letter.',
    way: 'To appeal, call 217-555-0100.',
    fast: 'You can ask for a fast appeal. To do so, call 217-555-0100.',
    copies: 'You can get free copies. To get them, call 217-555-0100.',
    next: 'Then you can ask for an outside review.',
    continued:
      'Ask us to keep covering it while an appeal is open, within 10 days of the date of this letter, or by its last day.',
    physician: 'The doctor is Dana Brooks MD.',
    help: 'Do you have questions or need help? Call us at 217-555-0100.',
  },
  es: {
    reason: 'Por qué (en inglés): «Four a day are too many.»',
    criteria: 'Se basa en esta regla: at most three (no se cumple)',
    right: 'Usted tiene derecho a apelar. Usted tiene 180 días para apelar.',
    way: 'Para apelar, llame al 217-555-0100.',
    fast: 'Puede pedir una apelación rápida. Para pedirla, llame al 217-555-0100.',
    copies: 'Puede recibir copias gratis. Para pedirlas, llame al 217-555-0100.',
    next: 'Después puede pedir una revisión externa.',
    continued:
      'Puede pedir que lo sigamos cubriendo mientras la apelación está abierta. Tiene 10 días para pedirlo, o hasta el último día.',
    physician: 'La decisión es de Dana Brooks MD.',
    help: '¿Tiene preguntas o necesita ayuda? Llámenos al 217-555-0100.',
  },
} as const;

const SIGNATURE = 'Signed: Dana Brooks MD';

type Altered = Partial<Record<keyof (typeof PARAGRAPHS)['en'] | 'signature', string>>;

function faults(
  language: LetterLanguage,
  altered: Altered = {},
  elements: Partial<MemberDenialElements> = {},
  lines = ['100 Market Street', 'Phone 217-555-0100'],
) {
  const { signature, ...said } = { ...PARAGRAPHS[language], signature: SIGNATURE, ...altered };
  const texts = Object.values(said);
  const blocks: readonly LetterBlock[] = [
    { type: 'letterhead', name: 'The Plan of You and Your Family', lines },
    { type: 'subject', text: 'PA-1: denied' },
    ...texts.map((text) => ({ type: 'paragraph', text }) as const),
    { type: 'signature', text: signature },
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
        [{ next: '' }, 'who reviews the decision after an appeal'],
        [{ continued: '' }, 'how and until when to ask that coverage continues'],
        [{ physician: '' }, 'the name and the signature of the physician who decided'],
        [{ signature: '' }, 'the name and the signature of the physician who decided'],
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

test.each(LANGUAGES)('a letter in %s needs only what its plan asks for', (language) => {
  const altered = { next: '', continued: '', physician: '', signature: '' };
  expect(faults(language, altered, { required: new Set() })).toEqual([]);
  expect(faults(language, { continued: '' }, { continued: null })).toEqual([]);
  expect(faults(language, { next: '' }, { hasNextReview: false })).toEqual([]);
});
