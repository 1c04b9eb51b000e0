import { submissionKey } from './submission-key';

const SENT = {
  drug: 'ixazomib',
  facts: { stages: ['II', 'I'], dosing: { strength: 4, count: 3 } },
};

describe('the key of a submission', () => {
  test('stays the same after a reload, in whatever order the members of the draft are read', async () => {
    const back = {
      facts: { dosing: { count: 3, strength: 4 }, stages: ['II', 'I'] },
      drug: 'ixazomib',
    };
    expect(await submissionKey('a', back)).toBe(await submissionKey('a', SENT));
  });

  test('differs for another draft and for another request', async () => {
    const keys = await Promise.all([
      submissionKey('a', SENT),
      submissionKey('b', SENT),
      submissionKey('a', { ...SENT, drug: 'lenalidomide' }),
      submissionKey('a', { ...SENT, facts: { ...SENT.facts, stages: ['I', 'II'] } }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reveals nothing about the request', async () => {
    expect(await submissionKey('a', SENT)).toMatch(/^[0-9a-f]{64}$/);
  });
});
