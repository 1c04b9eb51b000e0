import { USUAL_EXCEPTION_LIMITS, type Decision } from '@assent/domain';
import { clausesUnder, determinationOf, evaluateQuestion } from '../evaluation/evaluation';
import { sampleLetter } from '../letter-templates/letter-samples';
import type { CaseRecord } from '../ports/case-record';
import type { LetterContent, LetterLanguage } from '../ports/letter-content';
import type { LetterElement } from '../ports/letter-elements';
import type { DueNotice } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import { heldBackBy, memberFaults, officeFaults } from './letter-faults';
import { letterText } from './letter-text';
import { officeLetter } from './letters';
import { memberLetter } from './member-letters/member-letter';
import { requiredElements } from './plan-elements';
import { LETTER_ELEMENT_RULES } from './plan-elements.fixture';

const AT = new Date('2026-11-22T15:00:00Z');
const RULE = { source: 'a rule', confidence: 'low' } as const;
const TIMES = { standard: { hours: 72, ...RULE }, expedited: { hours: 72, ...RULE } };

const SETTINGS: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  jurisdiction: { state: null, findingsFirst: [] },
  peerToPeer: { id: 'calls', businessDays: 1, ...RULE },
  appeals: [
    {
      lineOfBusiness: 'commercial',
      filing: { days: 180, from: 'receipt', ...RULE },
      decision: TIMES,
      review: { to: 'external-review', askWithin: '4 months', ...RULE },
    },
    {
      lineOfBusiness: 'commercial',
      coverageType: 'medicaid-plan',
      filing: { days: 60, from: 'letter', ...RULE },
      decision: TIMES,
      review: { to: 'state-fair-hearing', askWithin: '90 days', ...RULE },
      continued: { by: 'request', inTime: { days: 10, ...RULE }, ...RULE },
    },
  ],
  letterElements: LETTER_ELEMENT_RULES,
  payerName: 'Test Health Plan',
  letterhead: {
    address: '100 Market Street, Springfield, IL 62701',
    phone: '217-555-0100',
    fax: '217-555-0101',
    portal: null,
  },
  letterHours: { from: 8, to: 20 },
  exceptions: USUAL_EXCEPTION_LIMITS,
  accessHours: 8,
};

const LICENSE = {
  number: 'ME-104722',
  state: 'FL',
  specialty: 'Hematology',
  name: 'Dana Brooks MD',
} as const;

const IN_FLORIDA: Partial<CaseRecord> = {
  jurisdiction: { state: 'FL', from: 'member', findingsFirst: null },
};
const RENEWAL: Partial<CaseRecord> = {
  coverageType: 'medicaid-plan',
  requestType: 'continuation',
  renews: 'AU-22222-33333',
};

/** A denial for its first criterion. */
function denial(
  language: LetterLanguage,
  about: Partial<CaseRecord>,
  license: Decision['license'] = LICENSE,
): DueNotice {
  const { due } = sampleLetter({ kind: 'denial', recipient: 'member', language }, SETTINGS, AT);
  const asked = { ...due.case, ...about };
  const { asOf, drugText, facts, lineOfBusiness, requestType } = asked;
  const { compact, digest, guideline } = evaluateQuestion({
    asOf,
    drugText,
    facts,
    lineOfBusiness,
    requestType,
  });
  const record = { ...asked, determination: compact, evaluationDigest: digest, guideline };
  const [clause] = clausesUnder(determinationOf(record).clauses).filter(
    ({ children }) => children.length === 0,
  );
  const { decision } = record;
  if (!decision || !clause) throw new Error('a denial has a decision by a criterion');
  return { ...due, case: { ...record, decision: { ...decision, license, clauses: [clause.id] } } };
}

const LETTERS = {
  'the provider office': { language: 'en', write: officeLetter },
  'the member, in English': { language: 'en', write: memberLetter },
  'the member, in Spanish': { language: 'es', write: memberLetter },
} as const;

type To = keyof typeof LETTERS;

const RECIPIENTS = Object.keys(LETTERS) as readonly To[];

/** How each element is told, to be taken out; a signature is a block of its own. */
const ELEMENTS: readonly (readonly [
  element: LetterElement,
  name: string,
  about: Partial<CaseRecord>,
  told: Readonly<Record<To, RegExp>>,
])[] = [
  [
    'expedited-appeal',
    'how to ask for an expedited appeal',
    {},
    {
      'the provider office': /expedited appeal/,
      'the member, in English': /fast appeal/,
      'the member, in Spanish': /apelación rápida/,
    },
  ],
  [
    'next-review',
    'who reviews the decision after an appeal',
    {},
    {
      'the provider office': /external review/,
      'the member, in English': /outside review/,
      'the member, in Spanish': /revisión externa/,
    },
  ],
  [
    'continued-coverage',
    'how and until when to ask that coverage continues',
    RENEWAL,
    {
      'the provider office': /coverage can continue/,
      'the member, in English': /keep covering/,
      'the member, in Spanish': /sigamos cubriendo/,
    },
  ],
  [
    'physician',
    'the name and the signature of the physician who decided',
    IN_FLORIDA,
    {
      'the provider office': /physician who made/,
      'the member, in English': /doctor who made/,
      'the member, in Spanish': /decisión la tomó/,
    },
  ],
];

const ROWS = ELEMENTS.flatMap(([element, name, about, told]) =>
  RECIPIENTS.map((to) => ({ element, name, about, to, told: told[to] })),
);

describe('a denial whose plan asks for it', () => {
  it.each(ROWS)('tells $to of this: $element', ({ about, element, to }) => {
    const { language, write } = LETTERS[to];
    const due = denial(language, about);
    expect(requiredElements(SETTINGS, due.case).has(element)).toBe(true);
    expect(heldBackBy(write(due, SETTINGS, AT), { due, settings: SETTINGS, now: AT })).toEqual([]);
  });

  it.each(ROWS)('is held back without it, with its name ($to, $element)', (row) => {
    const { about, name, to, told } = row;
    const { language, write } = LETTERS[to];
    const due = denial(language, about);
    const { content, ...letter } = write(due, SETTINGS, AT);
    const blocks = content.blocks.filter(
      (block) => block.type !== 'paragraph' || !told.test(block.text),
    );
    expect(blocks).toHaveLength(content.blocks.length - 1);
    const without = { ...letter, text: letterText({ blocks }), content: { ...content, blocks } };
    const held = heldBackBy(without, { due, settings: SETTINGS, now: AT });
    expect(held).toEqual([`it is missing ${name}`]);
  });

  it.each(RECIPIENTS)('is held back without the signature (%s)', (to) => {
    const { language, write } = LETTERS[to];
    const due = denial(language, IN_FLORIDA);
    const { content, ...letter } = write(due, SETTINGS, AT);
    const blocks: LetterContent['blocks'] = content.blocks.map((block) =>
      block.type === 'signature' ? { ...block, text: SETTINGS.payerName } : block,
    );
    const without = { ...letter, text: letterText({ blocks }), content: { ...content, blocks } };
    expect(heldBackBy(without, { due, settings: SETTINGS, now: AT })).toEqual([
      'it is missing the name and the signature of the physician who decided',
    ]);
  });

  it('is refused before it is taken if the license has no name', () => {
    const { name: _, ...unnamed } = LICENSE;
    const due = denial('en', IN_FLORIDA, unnamed);
    const about = { due, settings: SETTINGS, now: AT };
    const lacking = 'the name and the signature of the physician who decided';
    expect(officeFaults(officeLetter(due, SETTINGS, AT), about)).toEqual([lacking]);
    expect(memberFaults(memberLetter(due, SETTINGS, AT), about)).toEqual([
      `it is missing ${lacking}`,
    ]);
  });

  it('is held back if no rule says until when coverage can be asked to continue', () => {
    const settings = {
      ...SETTINGS,
      appeals: SETTINGS.appeals.map(({ continued: _, ...rule }) => rule),
    };
    const due = denial('en', RENEWAL);
    const about = { due, settings, now: AT };
    const lacking = 'it is missing how and until when to ask that coverage continues';
    expect(heldBackBy(officeLetter(due, settings, AT), about)).toEqual([lacking]);
    expect(heldBackBy(memberLetter(due, settings, AT), about)).toEqual([lacking]);
  });
});

describe('a denial whose plan does not ask for it', () => {
  it.each(RECIPIENTS)('names no physician (%s)', (to) => {
    const { language, write } = LETTERS[to];
    const { text } = write(denial(language, {}), SETTINGS, AT);
    expect(text).not.toContain(LICENSE.name);
  });

  it.each(RECIPIENTS)('says nothing of coverage that continues (%s)', (to) => {
    const { language, write } = LETTERS[to];
    const others = [
      {},
      { coverageType: 'medicaid-plan' },
      { ...RENEWAL, renews: null },
      { ...RENEWAL, coverageType: null },
    ] as const;
    for (const about of others) {
      const { text } = write(denial(language, about), SETTINGS, AT);
      expect(text).not.toMatch(/can continue|keep covering|sigamos cubriendo/);
    }
  });
});

test('what every denial says can not be left out of a table', () => {
  const scope = { lineOfBusiness: 'commercial' } as const;
  expect([...requiredElements({ letterElements: [] }, scope)]).toEqual([
    'reason',
    'criteria',
    'appeal',
    'appeal-deadline',
    'peer-to-peer',
    'guideline-copy',
    'case-file-copy',
  ]);
});
