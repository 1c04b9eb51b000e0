import { loadGuideline } from '../loading/load';
import { sampleContent, sampleGuideline } from '../loading/sample-guideline.fixture';
import { approvalsCounted, withApprovals } from './approvals';

/** The sample guideline, which asks for an approval within so many years. */
function askingFor(years: number) {
  const content = sampleContent();
  return loadGuideline(
    {
      ...content,
      facts: {
        ...content.facts,
        facts: [
          ...content.facts.facts,
          { path: 'approvals', type: 'authorizations', question: 'Which approvals?' },
        ],
      },
      continuation: {
        root: 'C',
        approvalMonths: 12,
        clauses: [
          {
            id: 'C',
            title: 'Approved before',
            source: '2',
            when: { test: 'approved-within', fact: 'approvals', years },
          },
        ],
      },
    },
    'digest',
  );
}

const on = (approvedOn: string) => ({ payer: 'Plan', approvedOn });

describe("the payer's own approvals", () => {
  it.each([
    [1, '2025-11-22', '2025-11-21'],
    [2, '2024-11-22', '2024-11-21'],
    [3, '2023-11-22', '2023-11-21'],
  ])('count for %i years, as the guideline says', (years, last, tooOld) => {
    const known = withApprovals(askingFor(years), {}, [on(last), on(tooOld)], '2026-11-22');
    expect(known).toEqual({ approvals: [on(last)] });
  });

  it('count back from February 29 to February 28', () => {
    const known = withApprovals(askingFor(2), {}, [on('2026-02-28')], '2028-02-29');
    expect(known).toEqual({ approvals: [on('2026-02-28')] });
  });

  it('appear once next to the stated ones, and change nothing if they are known', () => {
    const stated = { approvals: [on('2026-01-01'), { payer: 'Another' }] };
    const guideline = askingFor(2);
    expect(withApprovals(guideline, stated, [on('2026-01-01')], '2026-11-22')).toBe(stated);
    const twice = [on('2026-02-02'), on('2026-02-02'), on('2027-01-01')];
    expect(withApprovals(guideline, stated, twice, '2026-11-22')).toEqual({
      approvals: [...stated.approvals, on('2026-02-02')],
    });
  });

  it('are no longer stated once they were revoked, unless another one counts on that day', () => {
    const [mine, other] = [on('2026-01-01'), { payer: 'Another' }];
    const without = (approvals: unknown[], left = [on('2026-02-02')]) =>
      withApprovals(askingFor(2), { note: 'a', approvals }, left, '2026-11-22', [mine]);
    expect(without([mine, other])).toEqual({ note: 'a', approvals: [other, on('2026-02-02')] });
    expect(without([mine, other], [mine])).toEqual({ note: 'a', approvals: [other, mine] });
    expect(without([mine], [])).toEqual({ note: 'a' });
  });

  it("are not among the facts of a guideline that doesn't ask for them", () => {
    expect(approvalsCounted(sampleGuideline())).toBeNull();
    expect(withApprovals(sampleGuideline(), {}, [on('2026-01-01')], '2026-11-22')).toEqual({});
  });
});
