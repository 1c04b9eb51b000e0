import {
  accept,
  awaitsDecision,
  MAY_DECIDE_APPEAL,
  refuse,
  reviewableDismissal,
  type Appeal,
  type AppealReviewReason,
  type Refusal,
  type Result,
} from '@assent/domain';
import { notice } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';
import { NO_CREDENTIAL, TOOK_PART, tookPartIn } from './who-decides';

export interface DecideGoodCause extends AppealCommand {
  readonly accepted: boolean;
  readonly reason: string;
  /** What is looked at; the first of the appeal's if absent. */
  readonly about?: AppealReviewReason;
}

/**
 * Decides whether an appeal that is late, or without proof of authority, is heard. If not, it is
 * dismissed, with a letter that says why and what can be done. Refused: `role-not-allowed`, `took-part`,
 * `appeal-closed`, `nothing-to-accept` if the appeal has no such reason, `appeal-changed`,
 * `appeal-not-found`, `letter-incomplete`.
 */
export function decideGoodCause(ports: Ports) {
  return async (command: DecideGoodCause): Promise<Result<AppealView>> => {
    const { actor: by, accepted, reason } = command;
    if (!MAY_DECIDE_APPEAL.some((role) => role === by.role)) return refuse(NO_CREDENTIAL);
    return changeAppeal(
      ports,
      'appeal-good-cause',
      command,
      async ({ appeal, rule, before, moment }) => {
        if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
        const about = command.about ?? appeal.reviewReasons[0];
        if (about === undefined || !appeal.reviewReasons.includes(about)) return refuse(NOTHING);
        if (await tookPartIn(ports, by.subject, appeal, before.record)) return refuse(TOOK_PART);
        const { now: at } = moment;
        const decided: Appeal = { ...appeal, goodCause: { about, accepted, reason, by, at } };
        const details = { about, reason };
        if (accepted) {
          const heard = withoutReviewReason(decided, about);
          return accept(withAppeal(before, heard, 'appeal-cause-accepted', by, at, details));
        }
        const withdrawal = { as: 'dismissed', reason, by, at } as const;
        const { timeZone } = ports.settings;
        const dismissalReview = reviewableDismissal(rule, withdrawal, timeZone);
        const dismissed: Appeal = {
          ...decided,
          status: 'withdrawn',
          closedAt: at,
          withdrawal,
          ...(dismissalReview && { dismissalReview }),
        };
        const letter = notice(moment, before.record, 'appeal-dismissed', at);
        const told = {
          ...before,
          notices: [...before.notices, { ...letter, appealId: appeal.id }],
        };
        return withFitLetter(
          ports,
          accept(withAppeal(told, dismissed, 'appeal-dismissed', by, at, details)),
        );
      },
    );
  };
}

export interface ProveAuthority extends AppealCommand {
  /** The document of the case by which the representative may act for the member. */
  readonly document: string;
}

/**
 * Adds the proof of authority that an appeal came without. Refused: `appeal-closed`,
 * `nothing-to-accept` if none is missing, `invalid`, `appeal-changed`, `appeal-not-found`.
 */
export function proveAuthority(ports: Ports) {
  return (command: ProveAuthority): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'prove-authority', command, async ({ appeal, before, moment }) => {
      const { document, actor } = command;
      if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
      if (!appeal.reviewReasons.includes(UNPROVEN)) return refuse(NOTHING);
      if (!(await ports.records.document(appeal.caseId, document))) return refuse(UNKNOWN_DOCUMENT);
      const proven = withoutReviewReason({ ...appeal, proofOfAuthority: document }, UNPROVEN);
      const details = { document };
      return accept(
        withAppeal(before, proven, 'appeal-authority-proven', actor, moment.now, details),
      );
    });
}

const UNPROVEN: AppealReviewReason = 'no-proof-of-authority';

/** An appeal that is heard as usual once there is nothing left to look at first. */
export function withoutReviewReason(appeal: Appeal, reason: AppealReviewReason): Appeal {
  const reviewReasons = appeal.reviewReasons.filter((each) => each !== reason);
  return { ...appeal, reviewReasons, status: reviewReasons.length === 0 ? 'open' : appeal.status };
}

const NOTHING: Refusal = {
  code: 'nothing-to-accept',
  detail: 'this appeal is not waiting for a reviewer to check this',
};

const UNKNOWN_DOCUMENT: Refusal = {
  code: 'invalid',
  detail: 'the proof has errors; nothing was saved',
  faults: [
    { path: 'document', code: 'unknown-document', message: 'must be a document of this case' },
  ],
};
