import type { Appeal, AppealStatus, ReadableLines } from '@assent/domain';
import type { Page } from './page';

export interface AppealFilter {
  readonly status?: readonly AppealStatus[];
  readonly caseId?: string;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

/** An appeal in a list, with what names its case. */
export interface ListedAppeal {
  readonly appeal: Appeal;
  readonly of: { readonly number: string; readonly memberName: string; readonly drug: string };
}

/** The appeals of the record. Every method throws `RecordUnavailable` as those of cases do. */
export interface AppealRepository {
  appeal(id: string): Promise<Appeal | null>;
  /** The appeals of a case, oldest first. */
  appealsOfCase(caseId: string): Promise<readonly Appeal[]>;
  /** Soonest deadline first. */
  appeals(filter: AppealFilter): Promise<Page<ListedAppeal>>;
}
