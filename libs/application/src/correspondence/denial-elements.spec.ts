import { lackingElements, type DenialElements } from './denial-elements';

const ELEMENTS: DenialElements = {
  rationale: 'Four a day are too many.',
  criteria: ['Dose within the limit: at most three', 'Self-administered'],
  appealWindow: ' within 180 days of receiving this letter',
  letterhead: { address: '100 Market Street, Springfield, IL 62701', phone: '217-555-0100' },
};

const PARAGRAPHS = {
  head: 'Test Health Plan\n100 Market Street, Springfield, IL 62701\nPhone 217-555-0100',
  reason: 'Why: Four a day are too many.',
  criteria: '- Dose within the limit: at most three (not met)\n- Self-administered (not met)',
  appeal:
    'You may appeal this decision within 180 days of receiving this letter. To appeal, write.',
  peer: 'To discuss this decision with a medical director (peer-to-peer), call us.',
  copies: 'For a free copy of the guideline and the case file, call us.',
};

function lacking(altered: Partial<typeof PARAGRAPHS> = {}, elements: Partial<DenialElements> = {}) {
  const text = Object.values({ ...PARAGRAPHS, ...altered }).join('\n\n');
  return lackingElements({ text }, { ...ELEMENTS, ...elements });
}

test('a letter with every element lacks nothing', () => {
  expect(lacking()).toEqual([]);
});

test.each([
  [{ head: 'Phone 217-555-0100' }, ['the address of the plan']],
  [{ head: '100 Market Street, Springfield, IL 62701' }, ['the phone number of the plan']],
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
])('a letter altered by %j lacks an element', (altered, expected) => {
  expect(lacking(altered)).toEqual(expected);
});

test.each([
  [{ rationale: ' ' }, ['the reason']],
  [{ criteria: [] }, ['the criteria in full words']],
  [{ criteria: [null] }, ['the criteria in full words']],
  [
    { letterhead: { address: '', phone: ' ' } },
    ['the address of the plan', 'the phone number of the plan'],
  ],
])('nothing that is empty counts as said: %j', (elements, expected) => {
  expect(lacking({}, elements)).toEqual(expected);
});

test('a letter needs no day to appeal by where none is known', () => {
  const appeal = 'You may appeal this decision. To appeal, write.';
  expect(lacking({ appeal }, { appealWindow: null })).toEqual([]);
});
