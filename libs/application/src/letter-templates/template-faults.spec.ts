import { USUAL_EXCEPTION_LIMITS } from '@assent/domain';
import { LETTER_ELEMENT_RULES } from '../correspondence/plan-elements.fixture';
import type { LetterTemplate } from '../ports/letter-setting';
import type { Settings } from '../ports/ports';
import { LETTER_TEMPLATES, sampleLetter, samplesOf } from './letter-samples';
import { settingFaults, templateFaults } from './template-faults';

const AT = new Date('2026-11-22T15:00:00Z');
const RULE = { source: 'a rule', confidence: 'low' } as const;
const TIME = { hours: 72, ...RULE };

const SETTINGS: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  jurisdiction: { state: null, findingsFirst: [] },
  peerToPeer: { id: 'calls', businessDays: 1, ...RULE },
  appeals: [
    {
      lineOfBusiness: 'commercial',
      filing: { days: 180, from: 'receipt', ...RULE },
      decision: { standard: TIME, expedited: TIME },
      review: { to: 'external-review', askWithin: '4 months', ...RULE },
    },
  ],
  letterElements: LETTER_ELEMENT_RULES,
  payerName: 'Test Health Plan',
  letterhead: {
    address: '100 Market Street, Springfield, IL 62701',
    phone: '217-555-0100',
    fax: '217-555-0101',
    portal: 'https://portal.example.org',
  },
  letterHours: { from: 8, to: 20 },
  exceptions: USUAL_EXCEPTION_LIMITS,
  accessHours: 8,
};

const named = ({ kind, language, recipient }: LetterTemplate) =>
  `${kind} to the ${recipient} in ${language}`;

test.each(LETTER_TEMPLATES.map((template) => [named(template), template] as const))(
  'the samples of the letter %s have no fault',
  (_, template) => {
    expect(templateFaults(template, SETTINGS, AT)).toEqual([]);
  },
);

const APPROVALS = LETTER_TEMPLATES.filter(({ kind }) => kind === 'approval');

test.each(APPROVALS.map((template) => [named(template), template] as const))(
  'the letter %s has a sample with changes, which says why and how to appeal',
  (_, template) => {
    expect(samplesOf(template.kind)).toEqual(['usual', 'modified']);
    const { text: usual } = sampleLetter(template, SETTINGS, AT).letter;
    const { text: modified } = sampleLetter(template, SETTINGS, AT, 'modified').letter;
    for (const words of [/\b12\b/, /six months at a time/, /appeal|apelar/]) {
      expect(modified).toMatch(words);
      expect(usual).not.toMatch(words);
    }
  },
);

test('a fault of the sample with changes is found', () => {
  const [template] = APPROVALS;
  const letterhead = { ...SETTINGS.letterhead, phone: 'the QRS line' };
  const faults = templateFaults(template!, { ...SETTINGS, letterhead }, AT);
  expect(faults).toEqual([expect.stringMatching(/abbreviation.*QRS/)]);
});

const HARD = {
  en: 'Representatives respond to administrative inquiries regarding documentation.',
  es: 'Nuestros representantes administrativos proporcionan documentación correspondiente.',
} as const;

test.each(
  (['closing', 'hours'] as const).flatMap((name) =>
    (['en', 'es'] as const).map((language) => [name, language] as const),
  ),
)('the text %s (%s), which members read, is held to grade 8', (name, language) => {
  const own = {
    letterhead: SETTINGS.letterhead,
    closing: { en: 'Sincerely,', es: 'Atentamente,' },
    hours: { en: 'Monday to Friday, 8 AM to 6 PM', es: 'De lunes a viernes, de 8 a 18 horas' },
    paragraphs: [],
  };
  expect(settingFaults(own, SETTINGS, AT)).toEqual([]);
  const hard = { ...own, [name]: { ...own[name], [language]: HARD[language] } };
  expect(settingFaults(hard, SETTINGS, AT)).toEqual([
    {
      path: `${name}.${language}`,
      code: 'letter-words',
      message: expect.stringContaining('grade 8') as string,
    },
  ]);
});
