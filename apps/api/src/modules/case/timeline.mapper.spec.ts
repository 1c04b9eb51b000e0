import type { CaseEvent } from '@assent/application';
import { timeline } from '@assent/contracts';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { timelineText, toTimelineItem } from './timeline.mapper';

const ZONE = 'America/New_York';
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

test.each(types)('describes `%s` in one sentence', (type) => {
  expect(toTimelineItem(eventOf(type), ZONE).summary).toMatch(/^[A-Z][^.]*\.$/);
});

test.each([
  ['determined', { outcome: 'criteria-met' }, 'Criteria check: criteria met.'],
  [
    'determined',
    { outcome: 'criteria-met', gone: ['authorization AU-1 is approved'] },
    'Criteria check: criteria met; no longer the case: authorization AU-1 is approved.',
  ],
  [
    'determined',
    { outcome: 'information-needed', guideline: { id: 'x', version: '2024-10-01', digest: 'f' } },
    'Criteria check: information missing. The guideline was corrected after the last check; the corrected version was used.',
  ],
  [
    'handed-to-review',
    { reason: 'information-overdue' },
    'Sent to clinical review: the provider office did not answer in time.',
  ],
  [
    'handed-to-review',
    { reason: 'hold', released: 'ivy' },
    expect.stringMatching(/; unassigned from ivy, who can't make determinations\.$/) as string,
  ],
  ['notice-sent', { kind: 'renewal-reminder' }, 'Letter sent: renewal reminder.'],
  ['repaired', { action: 'claim' }, 'Stuck case repaired: assigned to a reviewer.'],
  ['notice-sent', { kind: 'unheard-of' }, 'Letter sent.'],
  [
    'snoozed',
    { until: '2026-11-28T14:00:00.000Z' },
    'Snoozed until November 28, 2026 at 9:00 AM Eastern Time.',
  ],
  [
    'coverage-moved',
    { from: '2026-12-01', to: '2026-12-15' },
    'If approved, coverage would now start on December 15, 2026 instead of December 1, 2026.',
  ],
] as const)('describes `%s` with %o in words, never in codes', (type, details, sentence) => {
  expect(toTimelineItem(eventOf(type, details), ZONE).summary).toEqual(sentence);
});

test('matches the contract, whatever pieces it is read in', async () => {
  const events = types.map((type) => eventOf(type, { reason: 'hold' }));
  const pieces = Readable.from([events.slice(0, 2), events.slice(2)]);
  const { items } = timeline.parse(
    JSON.parse(await text(Readable.from(timelineText(pieces, ZONE)))),
  );
  expect(items.map(({ type }) => type)).toEqual(types);
});
