import {
  askForOpinion,
  giveOpinion,
  handBackCase,
  handUpCase,
  type Ports,
} from '@assent/application';

export const REVIEW = Symbol('review use cases');

/** What reviewers do for each other, over the ports. */
export function reviewUseCases(ports: Ports) {
  return {
    handUp: handUpCase(ports),
    handBack: handBackCase(ports),
    ask: askForOpinion(ports),
    answer: giveOpinion(ports),
  };
}

export type ReviewUseCases = ReturnType<typeof reviewUseCases>;
