import { USUAL_EXCEPTION_LIMITS } from '@assent/domain';
import { guidelineDescription, guidelineFor } from '@assent/guidelines';
import { LETTER_TEMPLATES, sampleLetter } from '../letter-templates/letter-samples';
import type { LetterContent, LetterLanguage, LetterRecipient } from '../ports/letter-content';
import type { LetterTemplate } from '../ports/letter-setting';
import type { Settings } from '../ports/ports';
import { heldBackBy } from './letter-faults';
import { withoutSentence, withSentence, wordFaults } from './word-faults';

const AT = new Date('2026-11-22T15:00:00Z');

const settings: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  jurisdiction: { state: null, findingsFirst: [] },
  peerToPeer: { id: 'calls', businessDays: 1, source: 'a rule', confidence: 'low' },
  appeals: [],
  letterElements: [],
  payerName: 'Plan de Salud of the Test',
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

const DENIAL = {
  office: { kind: 'denial', recipient: 'prescriber', language: 'en' },
  en: { kind: 'denial', recipient: 'member', language: 'en' },
  es: { kind: 'denial', recipient: 'member', language: 'es' },
} as const satisfies Record<string, LetterTemplate>;

/** Letter samples with one more paragraph. */
function faultsWith(template: LetterTemplate, ...added: readonly string[]) {
  const { due, letter } = sampleLetter(template, settings, AT);
  const { blocks } = letter.content;
  const content: LetterContent = {
    ...letter.content,
    blocks: [...blocks, ...added.map((text) => ({ type: 'paragraph', text }) as const)],
  };
  return wordFaults(content, { due, settings });
}

const named = ({ kind, language, recipient }: LetterTemplate) =>
  `${kind} to the ${recipient} in ${language}`;

test.each(LETTER_TEMPLATES.map((template) => [named(template), template] as const))(
  'the sample letter %s has only words that its reader knows',
  (_, template) => {
    expect(faultsWith(template)).toEqual([]);
  },
);

/** Each is wrong in a letter in the other language. */
const PLANTED: Readonly<Record<LetterLanguage, readonly string[]>> = {
  en: [
    'The rule is not met.',
    'The capsules are given by a provider.',
    'Dose above the limit.',
    'Treatment denied.',
    'Documentation missing.',
    'THE DOSE IS NOT COVERED.',
    'The Request Was Denied.',
    'Four capsules exceed the limit of the label.',
    'El caso fue revisado, but we denied it.',
  ],
  es: [
    'No se cumple la regla de la guía.',
    'Las cápsulas las administra un proveedor.',
    'La paciente no cumple.',
    'Paciente embarazada.',
    'Dosis alta.',
    'Mieloma múltiple.',
    'NO SE CUMPLE LA REGLA.',
    'No Se Cumple La Regla.',
    'El medicamento no ayuda.',
    'Cuatro capsulas son demasiadas.',
    'The rule is not met, según la guía.',
    '¿Why not?',
  ],
};

const ALL_ENGLISH = LETTER_TEMPLATES.filter(({ language }) => language === 'en');
const ALL_SPANISH = LETTER_TEMPLATES.filter(({ language }) => language === 'es');

describe('a sentence in another language', () => {
  it.each([
    ...PLANTED.es.flatMap((text) => ALL_ENGLISH.map((template) => ({ template, text }))),
    ...PLANTED.en.flatMap((text) => ALL_SPANISH.map((template) => ({ template, text }))),
  ])('is found: $text ($template.kind, $template.recipient, $template.language)', (planted) => {
    const { template, text } = planted;
    const found = faultsWith(template, text).map(({ sentence }) => sentence);
    expect(found).toEqual([text]);
  });

  it('is found beside sentences in the language of the letter, and shown alone', () => {
    expect(
      faultsWith(DENIAL.en, 'The rule is not met. La paciente no cumple. Call us.').map(
        withSentence,
      ),
    ).toEqual([
      expect.stringMatching(
        /^“La paciente no cumple\.” has words in Spanish, but the letter is in English; write it in English$/,
      ),
    ]);
  });

  it('is found where the plan quotes it in a letter in English', () => {
    expect(faultsWith(DENIAL.en, 'The rule: “No se cumple la regla.”')).toHaveLength(1);
  });

  it('is allowed where a letter in Spanish quotes it and says that it is in English', () => {
    const introduction = 'Por qué (en inglés, tal como se escribió):';
    expect(faultsWith(DENIAL.es, `${introduction} «The rule is not met.»`)).toEqual([]);
    const [fault] = faultsWith(DENIAL.es, `${introduction} «La regla no se cumple.»`);
    expect(fault?.problem).toBe('quotes words in Spanish as if they were English');
  });
});

describe('an abbreviation that its reader does not know', () => {
  it.each(['CBC', 'PET', 'IMWG', 'CRAB', 'MM', 'PI', 'CrCl', 'IMiD', 'R-ISS', 'C.B.C', 'CD38'])(
    '(%s) is found in a letter to a member',
    (abbreviation) => {
      for (const template of [DENIAL.en, DENIAL.es]) {
        const texts = { en: `We looked at ${abbreviation}.`, es: `Vimos ${abbreviation}.` };
        const faults = faultsWith(template, texts[template.language]);
        expect(faults.map(withSentence)).toEqual([
          expect.stringContaining(
            `“${texts[template.language]}” has an abbreviation that the letter does not explain: `,
          ),
        ]);
      }
    },
  );

  it('is one that oncology does not use, for a provider office', () => {
    const words = 'The CBC, the PET scan and the IMWG and CRAB criteria of MM were read, and QXR.';
    expect(faultsWith(DENIAL.office, words).map(({ words: which }) => which)).toEqual(['QXR']);
  });

  it('is named with the others of its sentence, in one fault', () => {
    const [fault, ...others] = faultsWith(DENIAL.en, 'The CBC and the PET scan were read.');
    expect(others).toEqual([]);
    expect(withSentence(fault!)).toBe(
      '“The CBC and the PET scan were read.” has abbreviations that the letter does not explain: CBC, PET; say what each of them means, as in “complete blood count (CBC)”',
    );
  });

  it.each([
    'The complete blood count (CBC) was read. The CBC was normal.',
    'The CBC (complete blood count) was read.',
    'Two proteasome inhibitors (PIs) were given. A PI was stopped.',
  ])('is none once it is explained: %s', (text) => {
    expect(faultsWith(DENIAL.en, text)).toEqual([]);
  });

  it.each(['The CBC (not done) is missing.', 'The (CBC) is missing.', 'A CBC.'])(
    'stays one that is not explained: %s',
    (text) => {
      expect(faultsWith(DENIAL.en, text)).toHaveLength(1);
    },
  );
});

/** Sentences that are right, though they have foreign words or capitals. */
const RIGHT: readonly string[] = [
  'Dr. Park wrote to María de la Cruz and José Núñez of Los Angeles.',
  'El Paso, TX 79901 has a clinic. Los Robles Hospital is there.',
  'The De la Vega clinic is at PO Box 12, San José, CA 95101.',
  'SAM SAMPLE was seen by PAT SAMPLE MD.',
  'Ms. McDonald and Mr. DeVita called. Lee Park, MD answered for Jo Yu, PharmD.',
  'It follows 29 CFR 2560.503-1 and 42 U.S.C. 1395w-22.',
  'Case PA-AB2CD-EF3GH and authorization AU-22222-33333 name member TM1000001.',
  'The code C90.00 is for multiple myeloma with t(11;14), del(17p) and stage IV disease.',
  'A de novo case is rare per se; see the work of Attal et al. on it.',
  'NINLARO and REVLIMID are drugs. See https://example.org/LA/PDF or write to us@example.org.',
  'Waldenström’s disease and the Guillain-Barré syndrome are not the same.',
];

test.each(RIGHT)('names, codes, places and laws are no faults: %s', (text) => {
  expect(faultsWith(DENIAL.office, text)).toEqual([]);
  expect(faultsWith(DENIAL.en, text)).toEqual([]);
});

test('names with small words are no faults in Spanish', () => {
  const text =
    'Llame a la House of the Good Shepherd o a Health and Human Services. Es un caso in situ.';
  expect(faultsWith(DENIAL.es, text)).toEqual([]);
});

test.each([
  [DENIAL.office, 'La paciente no cumple.'],
  [DENIAL.en, 'La paciente no cumple.'],
  [DENIAL.es, 'The rule is not met.'],
  [DENIAL.en, 'The QXR was high.'],
])('%j is held back when it is sent with “%s”', (template, text) => {
  const { due, letter } = sampleLetter(template, settings, AT);
  const content = {
    ...letter.content,
    blocks: [...letter.content.blocks, { type: 'paragraph', text } as const],
  };
  const about = { due, settings, now: AT };
  expect(heldBackBy(letter, about)).toEqual([]);
  expect(heldBackBy({ ...letter, content }, about)).toEqual([
    expect.stringMatching(/^paragraph \d+ has (?:words in (?:English|Spanish)|an abbreviation)/),
  ]);
});

test('what a letter was held back for names the place, not the words', () => {
  const [fault] = faultsWith(DENIAL.en, 'Ms. Brandt had a QXR.');
  expect(withoutSentence(fault!)).toMatch(
    /^paragraph \d+ has an abbreviation that the letter does not explain$/,
  );
});

describe('the words of the guidelines', () => {
  const READERS: readonly [LetterRecipient, LetterLanguage][] = [
    ['prescriber', 'en'],
    ['member', 'es'],
  ];
  const { spanish } = guidelineFor('ixazomib', '2024-10-01').presentation;
  const described = guidelineDescription('ixazomib', '2024-10-01');
  const words = {
    en: [
      ...Object.keys(spanish?.words ?? {}),
      ...(described?.facts ?? []).map(({ label }) => label),
    ],
    es: Object.values(spanish?.words ?? {}),
  };

  it.each(READERS)('are in the language of letters to the %s (%s)', (recipient, language) => {
    expect(words[language].length).toBeGreaterThan(50);
    const explained = {
      en: [],
      es: ['Food and Drug Administration (FDA).', 'National Comprehensive Cancer Network (NCCN).'],
    };
    const template = LETTER_TEMPLATES.find(
      (each) =>
        each.kind === 'denial' && each.recipient === recipient && each.language === language,
    )!;
    expect(faultsWith(template, ...words[language], ...explained[language])).toEqual([]);
  });
});
