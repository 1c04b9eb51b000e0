import {
  accept,
  appealLedger,
  continuedState,
  lastCoveredDay,
  refuse,
  type Actor,
  type Appeal,
  type ContinuedBenefits,
  type ContinuedState,
  type LedgerClock,
  type Result,
} from '@assent/domain';
import type { ShownFindings } from '../evaluation/shown-to';
import { benefitsWords } from './benefits-words';
import type { AppealFilter, ListedAppeal } from '../ports/appeal-repository';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import { appealFindingsShownTo, isAppealWithheld } from './appeal-findings';

/** An appeal as people see it. */
export interface AppealView {
  readonly appeal: Appeal;
  /** The newest of its clocks. */
  readonly clock: LedgerClock;
  /** The findings on it as the person may see them; null where they do not come first, and in lists. */
  readonly findings: ShownFindings | null;
  /** Whether the results of its case are withheld from the person, or it is in a list. */
  readonly isWithheld: boolean;
  /** Null for an appeal from before this was kept. */
  readonly benefits: ContinuedBenefitsView | null;
}

/** What an appeal does for ongoing coverage, as people see it. */
export interface ContinuedBenefitsView {
  readonly benefits: ContinuedBenefits;
  readonly state: ContinuedState;
  /** Whether coverage continues, and by which rule, in a sentence. */
  readonly why: string;
}

/** An appeal in a list. */
export type ListedAppealView = AppealView & Pick<ListedAppeal, 'of'>;

export const NO_SUCH_APPEAL = {
  code: 'appeal-not-found',
  detail: 'there is no appeal with this id',
} as const;

/** One appeal, as a person may see it. Refused: `appeal-not-found`. */
export function viewAppeal({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (id: string, reader: Actor): Promise<Result<AppealView>> => {
    const appeal = await records.appeal(id);
    const record = appeal && (await records.case(appeal.caseId));
    if (!record) return refuse(NO_SUCH_APPEAL);
    return accept({
      ...shownAppeal(appeal, await coverageDuring(records, [appeal]), await clock.now()),
      findings: await appealFindingsShownTo({ records }, record, appeal, reader),
      isWithheld: await isAppealWithheld({ records }, record, reader),
    });
  };
}

/** Appeals that match a filter, soonest deadline first. */
export function listAppeals({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (filter: AppealFilter): Promise<Page<ListedAppealView>> => {
    const { items, nextCursor } = await records.appeals(filter);
    const now = await clock.now();
    const coverage = await coverageDuring(
      records,
      items.map(({ appeal }) => appeal),
    );
    const shown = items.map(({ appeal, of }) => ({
      ...shownAppeal(appeal, coverage, now),
      findings: null,
      isWithheld: true,
      of,
    }));
    return { items: shown, nextCursor };
  };
}

/** The authorizations that continue coverage while appeals are open, by number. */
export type CoverageDuring = ReadonlyMap<string, AuthorizationRecord>;

/** Reads at once what continues coverage while these appeals are open. */
export async function coverageDuring(
  records: Ports['records'],
  appeals: readonly Appeal[],
): Promise<CoverageDuring> {
  const numbers = appeals.flatMap(({ benefits }) =>
    benefits?.given?.lastDay === null ? [benefits.given.authorization] : [],
  );
  const found = await records.authorizationsNumbered(numbers);
  return new Map(found.map((one) => [one.number, one]));
}

function shownAppeal(
  appeal: Appeal,
  coverage: CoverageDuring,
  now: Date,
): Pick<AppealView, 'appeal' | 'benefits' | 'clock'> {
  const [clock] = appealLedger(appeal, now);
  if (!clock) throw new Error('an appeal has a clock');
  return { appeal, clock, benefits: shownBenefits(appeal, coverage, now) };
}

function shownBenefits(
  appeal: Appeal,
  coverage: CoverageDuring,
  now: Date,
): ContinuedBenefitsView | null {
  if (!appeal.benefits) return null;
  const benefits = benefitsAsTheyAre(appeal.benefits, coverage);
  const state = continuedState(benefits, appeal, now);
  return { benefits, state, why: benefitsWords(benefits, state) };
}

/** Continued coverage can end before its appeal: with the therapy, or by an approval that follows it. */
export function benefitsAsTheyAre(
  benefits: ContinuedBenefits,
  coverage: CoverageDuring,
): ContinuedBenefits {
  const { given } = benefits;
  if (given?.lastDay !== null) return benefits;
  const one = coverage.get(given.authorization);
  const isFollowed = one?.renewedBy !== null && !given.isDose;
  if (!one || (one.status === 'active' && !isFollowed)) return benefits;
  return { ...benefits, given: { ...given, lastDay: lastCoveredDay(one) } };
}
