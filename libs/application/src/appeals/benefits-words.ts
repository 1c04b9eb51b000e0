import type { ContinuedBenefits, ContinuedRefusal, ContinuedState } from '@assent/domain';

/** Why coverage does not continue, as a sentence for people. */
export const REFUSAL_WORDS: Readonly<Record<ContinuedRefusal, string>> = {
  'not-provided': 'Coverage does not continue during an appeal under this kind of plan.',
  'not-ongoing': 'The appeal is not about the renewal of an authorization.',
  'coverage-over': 'Coverage had already ended when the renewal was requested.',
  'ended-early':
    'The authorization was ended early, for a reason that was reported to the plan and is no decision about the treatment.',
  covered: 'Another authorization covers the days after it.',
  late: 'The request came too late.',
};

/** Whether coverage continues, and by which rule, in a sentence or two. */
export function benefitsWords(
  { refusal, request, rule }: ContinuedBenefits,
  state: ContinuedState,
): string {
  const what = {
    given: request ? 'Coverage continues on request.' : 'Coverage continues by rule.',
    ended: 'Coverage continued during the appeal.',
    'on-request': 'Coverage continues if the member asks for it in time.',
    'not-available': refusal === null ? 'It was not asked for in time.' : REFUSAL_WORDS[refusal],
  }[state];
  return rule ? `${what} Rule: ${rule.source}.` : what;
}
