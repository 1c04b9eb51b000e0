import type { CaseEvent } from '@assent/application';
import { timeline } from '@assent/contracts';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { timelineText, toTimelineItem } from './timeline.mapper';

const types = timeline.shape.items.element.shape.type.options;

function eventOf(type: CaseEvent['type'], details: CaseEvent['details'] = {}): CaseEvent {
  return {
    caseId: 'c1',
    at: new Date('2026-11-22T15:00:00Z'),
    type,
    actor: { subject: 'ivy', role: 'intake' },
    details,
  };
}

test.each(types)('says what `%s` means in one sentence', (type) => {
  expect(toTimelineItem(eventOf(type)).summary).toMatch(/^[A-Z][^.]*\.$/);
});

test.each([
  ['determined', { outcome: 'criteria-met' }, 'The request was evaluated: criteria met.'],
  [
    'determined',
    { outcome: 'criteria-met', gone: ['authorization AU-1 is approved'] },
    'The request was evaluated: criteria met; no longer so: authorization AU-1 is approved.',
  ],
  [
    'determined',
    { outcome: 'information-needed', guideline: { id: 'x', version: '2024-10-01', digest: 'f' } },
    'The request was evaluated: information needed. The guideline has been corrected since the last evaluation; the correction was applied.',
  ],
  [
    'handed-to-review',
    { reason: 'information-overdue' },
    'The case was handed to a reviewer, because the office has not answered in time.',
  ],
  [
    'handed-to-review',
    { reason: 'hold', released: 'ivy' },
    expect.stringMatching(
      /; ivy, who isn't known to make determinations, no longer has it\.$/,
    ) as string,
  ],
  ['notice-sent', { kind: 'renewal-reminder' }, 'A letter was sent: reminder of the renewal.'],
  ['repaired', { action: 'claim' }, 'The case was moved on: a reviewer took it.'],
  ['notice-sent', { kind: 'unheard-of' }, 'A letter was sent.'],
] as const)('says `%s` with %o in words, never in codes', (type, details, sentence) => {
  expect(toTimelineItem(eventOf(type, details)).summary).toEqual(sentence);
});

test('is as the contract says, in whatever pieces it comes', async () => {
  const events = types.map((type) => eventOf(type, { reason: 'hold' }));
  const pieces = Readable.from([events.slice(0, 2), events.slice(2)]);
  const { items } = timeline.parse(JSON.parse(await text(Readable.from(timelineText(pieces)))));
  expect(items.map(({ type }) => type)).toEqual(types);
});
