import type { ShownRotation } from '@assent/application';
import { rotationLines } from './rotation-lines';

const rotation: ShownRotation = {
  keyId: '2026-11',
  startedAt: new Date('2026-11-29T10:00:00Z'),
  movedAt: new Date('2026-11-29T10:20:00Z'),
  after: null,
  left: 0,
  current: 3,
  rewrapped: 1_204,
  encrypted: 7,
  unreadable: 0,
};

it('says how far it is, and whether older keys are still needed', () => {
  expect(rotationLines([rotation], '2026-11')).toEqual([
    "`2026-11`: 0 documents left; 3 had it already, 1204 moved to it, 7 were not encrypted before, 0 can't be read (from 2026-11-29T10:00:00.000Z to 2026-11-29T10:20:00.000Z)",
    'No document needs a key older than `2026-11`; backups from before that may.',
  ]);
});

it.each([
  [{ left: 1 }, 'not all documents were looked at yet'],
  [{ unreadable: 1 }, "documents that can't be read"],
])('keeps the older keys while %j', (missing, why) => {
  const [, verdict] = rotationLines([{ ...rotation, ...missing }], '2026-11');
  expect(verdict).toContain('Keep the older keys');
  expect(verdict).toContain(why);
});

it('says that a newer key is not in use yet, and what was before', () => {
  const lines = rotationLines([rotation], '2027-01');
  expect(lines[0]).toBe('`2027-01`: no API has begun to move documents to it');
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^before: `2026-11`: 0/)]);
});
