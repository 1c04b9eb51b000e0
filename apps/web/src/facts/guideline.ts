import { useQuery } from '@tanstack/react-query';
import type { GuidelineDescription } from '../client';
import { describeGuidelineOptions } from '../client/@tanstack/react-query.gen';

export type { GuidelineDescription };

/** A fact that a guideline asks for. */
export type Fact = GuidelineDescription['facts'][number];

/** A diagnosis code that a guideline names. */
export type Code = GuidelineDescription['codes'][number];

/** The guideline in words, once its id is known; it changes about once a year. */
export function useGuideline(id: string | null) {
  return useQuery({
    ...describeGuidelineOptions({ path: { guidelineId: id ?? '' } }),
    enabled: id !== null,
    staleTime: 5 * 60_000,
  });
}
