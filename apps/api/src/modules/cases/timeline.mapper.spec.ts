import type { CaseEvent } from '@assent/application';
import { timeline } from '@assent/contracts';
import { toTimelineJson } from './timeline.mapper';

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
  const [item] = toTimelineJson([eventOf(type)]).items;
  expect(item?.summary).toMatch(/^[A-Z][^.]*\.$/);
});

test('names the outcome of an evaluation', () => {
  const [item] = toTimelineJson([eventOf('determined', { outcome: 'criteria-met' })]).items;
  expect(item?.summary).toBe('The request was evaluated: criteria-met.');
});

test('is as the contract says', () => {
  const events = types.map((type) => eventOf(type, { reason: 'hold' }));
  expect(timeline.safeParse(toTimelineJson(events)).success).toBe(true);
});
