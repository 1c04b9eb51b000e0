import { lackingElements, type DenialElements } from './denial-elements';
import { LETTER_ELEMENTS } from '../ports/letter-elements';
import type { LetterBlock } from '../ports/letter-content';

const ELEMENTS: DenialElements = {
  rationale: 'Four a day are too many.',
  criteria: ['Dose within the limit: at most three', 'Self-administered'],
  appealWindow: ' within 180 days of receiving this letter',
  letterhead: { address: '100 Market Street, Springfield, IL 62701', phone: '217-555-0100' },
  required: new Set(LETTER_ELEMENTS),
  expeditedHours: 72,
  hasNextReview: true,
  continued: { days: 10 },
  physician: 'Dana Brooks MD',
};

const PARAGRAPHS = {
  head: 'Test Health Plan\n100 Market Street, Springfield, IL 62701\nPhone 217-555-0100',
  reason: 'Why: Four a day are too many.',
  criteria: '- Dose within the limit: at most three (not met)\n- Self-administered (not met)',
  appeal:
    'You may appeal this decision within 180 days of receiving this letter. To appeal, write.',
  fast: 'Ask for an expedited appeal, and call 217-555-0100. It is decided within 72 hours.',
  next: 'After that, you may ask for an external review.',
  continued:
    'Its coverage can continue. Ask within 10 days of the date of this letter, or by the last covered day.',
  physician: 'The physician is Dana Brooks MD.',
  peer: 'To discuss this decision with a medical director (peer-to-peer), call us.',
  copies: 'For a free copy of the guideline and the case file, call us.',
  signature: 'Signed: Dana Brooks MD',
};

const NEXT_REVIEW = 'who reviews the decision after an appeal';
const EXPEDITED = 'how to ask for an expedited appeal';
const CONTINUED = 'how and until when to ask that coverage continues';
const PHYSICIAN = 'the name and the signature of the physician who decided';

function lacking(altered: Partial<typeof PARAGRAPHS> = {}, elements: Partial<DenialElements> = {}) {
  const { signature, ...paragraphs } = { ...PARAGRAPHS, ...altered };
  const blocks: readonly LetterBlock[] = [{ type: 'signature', text: signature }];
  const content = { recipient: 'prescriber', language: 'en', version: 1, blocks } as const;
  const text = Object.values(paragraphs).join('\n\n');
  return lackingElements({ content, text }, { ...ELEMENTS, ...elements });
}

test('a letter with every element lacks nothing', () => {
  expect(lacking()).toEqual([]);
});

test.each([
  [{ head: '217-555-0100' }, ['the address of the plan']],
  [
    { head: '100 Market Street, Springfield, IL 62701', fast: PARAGRAPHS.fast.replace('0100', '') },
    ['the phone number of the plan'],
  ],
  [{ reason: '' }, ['the reason']],
  [{ criteria: '- Dose within the limit: at most three' }, ['the criteria in full words']],
  [{ criteria: '- I.3' }, ['the criteria in full words']],
  [{ appeal: '' }, ['how to appeal', 'until when to appeal']],
  [{ appeal: 'You may appeal this decision. To appeal, write.' }, ['until when to appeal']],
  [
    { appeal: 'You may appeal this decision within 180 days of receiving this letter.' },
    ['how to appeal'],
  ],
  [{ peer: '' }, ['how to discuss it with a medical director']],
  [
    { copies: 'For a free copy of the guideline, call us.' },
    ['how to get a copy of the case file'],
  ],
  [{ copies: 'For a free copy of the case file, call.' }, ['how to get a copy of the guideline']],
  [{ fast: '' }, [EXPEDITED]],
  [{ fast: 'Ask for an expedited appeal, and call 217-555-0100.' }, [EXPEDITED]],
  [{ next: '' }, [NEXT_REVIEW]],
  [{ continued: '' }, [CONTINUED]],
  [{ continued: 'Its coverage can continue. Ask by the last covered day.' }, [CONTINUED]],
  [{ physician: '' }, [PHYSICIAN]],
  [{ signature: 'Test Health Plan' }, [PHYSICIAN]],
])('a letter altered by %j lacks an element', (altered, expected) => {
  expect(lacking(altered)).toEqual(expected);
});

test.each([
  [{ rationale: ' ' }, ['the reason']],
  [{ criteria: [] }, ['the criteria in full words']],
  [{ criteria: [null] }, ['the criteria in full words']],
  [{ physician: null }, [PHYSICIAN]],
  [
    { letterhead: { address: '', phone: ' ' } },
    ['the address of the plan', 'the phone number of the plan'],
  ],
])('nothing that is empty counts as said: %j', (elements, expected) => {
  expect(lacking({}, elements)).toEqual(expected);
});

test('a letter needs no day to appeal by, and no hours, where none are known', () => {
  const altered = {
    appeal: 'You may appeal this decision. To appeal, write.',
    fast: 'Ask for an expedited appeal, and call 217-555-0100.',
    next: '',
  };
  const unknown = { appealWindow: null, expeditedHours: null, hasNextReview: false };
  expect(lacking(altered, unknown)).toEqual([]);
});

test('a letter needs only what its plan asks for', () => {
  const altered = { fast: '', next: '', continued: '', physician: '' };
  const letterhead = { address: '100 Market Street', phone: 'Phone' };
  expect(lacking(altered, { required: new Set(['reason']), letterhead })).toEqual([]);
  expect(lacking(altered, { letterhead })).toEqual([EXPEDITED, NEXT_REVIEW, CONTINUED, PHYSICIAN]);
});

test('only a renewal needs to say that coverage can continue', () => {
  expect(lacking({ continued: '' }, { continued: null })).toEqual([]);
});
