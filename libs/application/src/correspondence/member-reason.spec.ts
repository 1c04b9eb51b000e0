import { USUAL_EXCEPTION_LIMITS, type Decision } from '@assent/domain';
import { sampleLetter } from '../letter-templates/letter-samples';
import type { LetterLanguage } from '../ports/letter-content';
import type { Settings } from '../ports/ports';
import { heldBackBy, memberFaults } from './letter-faults';
import { memberLetter } from './member-letters/member-letter';
import { isPlain, szigrisztPazos } from './member-letters/readability';
import { memberReasonFaults, memberReasonWarnings } from './member-reason';

const AT = new Date('2026-11-22T15:00:00Z');
const SETTINGS: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  jurisdiction: { state: null, findingsFirst: [] },
  peerToPeer: { id: 'calls', businessDays: 1, source: 'a rule', confidence: 'low' },
  appeals: [],
  letterElements: [],
  payerName: 'Test Health Plan',
  letterhead: {
    address: '100 Market Street, Springfield, IL 62701',
    phone: '217-555-0100',
    fax: null,
    portal: null,
  },
  letterHours: { from: 8, to: 20 },
  exceptions: USUAL_EXCEPTION_LIMITS,
  accessHours: 8,
};

const HARD = 'The interchangeability of pharmacotherapeutic immunomodulation is unsubstantiated.';
const PLAIN = 'Four capsules are more than the label allows.';
const REASONS = {
  en: 'You asked for four pills a month. Three are safe.',
  es: 'Usted pidió cuatro cápsulas al mes. Solo tres son seguras.',
} as const;

function letter(language: LetterLanguage, decided: Partial<Decision>) {
  const { due } = sampleLetter({ kind: 'denial', recipient: 'member', language }, SETTINGS, AT);
  const { decision } = due.case;
  if (!decision) throw new Error('a denial has a decision');
  const record = { ...due.case, decision: { ...decision, ...decided } };
  const about = { due: { ...due, case: record }, settings: SETTINGS, now: AT };
  const made = memberLetter(about.due, SETTINGS, AT);
  return { about, made, record };
}

test.each(['en', 'es'] as const)(
  'a letter in %s states the reason for the member instead of the rationale',
  (language) => {
    const memberReason = REASONS[language];
    const { about, made, record } = letter(language, { rationale: HARD, memberReason });
    expect(made.text).toContain(`${language === 'en' ? 'Why' : 'Por qué'}: ${memberReason}`);
    expect(made.text).not.toContain(HARD);
    expect(memberFaults(made, about)).toEqual([]);
    expect(heldBackBy(made, about)).toEqual([]);
    expect(memberReasonFaults(memberReason, about)).toEqual([]);
    expect(memberReasonWarnings(record, about)).toEqual([]);
  },
);

test('a plain rationale is the reason in English, without a warning', () => {
  const { about, made, record } = letter('en', { rationale: PLAIN });
  expect(made.text).toContain(`Why: ${PLAIN}`);
  expect(memberFaults(made, about)).toEqual([]);
  expect(memberReasonWarnings(record, about)).toEqual([]);
});

test('a rationale that is hard to read is quoted after plain words, with a warning that shows it', () => {
  const { about, made, record } = letter('en', { rationale: `${PLAIN} ${HARD}` });
  expect(made.text).toContain(`put it this way: “${PLAIN} ${HARD}”`);
  expect(memberFaults(made, about)).toEqual([]);
  expect(memberReasonWarnings(record, about)).toEqual([
    expect.stringContaining(`harder to read than grade 8, above all “${HARD}”`),
  ]);
});

test('a letter in Spanish quotes the rationale after Spanish words, with a warning', () => {
  const { about, made, record } = letter('es', { rationale: PLAIN });
  expect(made.text).toContain(`Decidimos esto por las reglas que siguen.`);
  expect(made.text).toContain(`en inglés: «${PLAIN}»`);
  expect(memberFaults(made, about)).toEqual([]);
  expect(memberReasonWarnings(record, about)).toEqual([
    expect.stringContaining('is in Spanish and quotes the rationale in English'),
  ]);
});

test.each([
  ['en', HARD, 'hard-to-read', HARD],
  ['en', REASONS.es, 'other-language', 'Usted pidió cuatro cápsulas al mes.'],
  ['es', `${REASONS.es} ${REASONS.en}`, 'other-language', 'You asked for four pills a month.'],
  [
    'es',
    'La intercambiabilidad farmacoterapéutica inmunomoduladora permanece insuficientemente documentada.',
    'hard-to-read',
    'La intercambiabilidad farmacoterapéutica',
  ],
] as const)('a reason in %s is refused where it says “%s”: %s', (language, reason, code, shown) => {
  const { about } = letter(language, {});
  expect(memberReasonFaults(reason, about)).toEqual([
    { path: 'memberReason', code, message: expect.stringContaining(`“${shown}`) as string },
  ]);
});

test('a reason that the letter does not state is missed', () => {
  const { about, made } = letter('en', { memberReason: REASONS.en });
  const blocks = made.content.blocks.filter(
    (block) => block.type !== 'paragraph' || !block.text.startsWith('Why: '),
  );
  const text = made.text.replace(`Why: ${REASONS.en}`, '');
  expect(memberFaults({ ...made, text, content: { ...made.content, blocks } }, about)).toEqual([
    'it is missing the reason',
  ]);
});

test('Spanish is plain by two formulas', () => {
  expect(szigrisztPazos('No aprobamos este caso. Puede llamar al plan.')).toBeGreaterThan(80);
  expect(isPlain(REASONS.es, 'es')).toBe(true);
  expect(
    szigrisztPazos('La determinación administrativa documental correspondiente.'),
  ).toBeLessThan(40);
});
