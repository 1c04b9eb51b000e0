import type { WorklistFilter } from './worklist-repository';

/** A worklist that somebody keeps under a name. */
export interface SavedView {
  /** Made by whoever saves it. */
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  /** Whether everybody sees it; only its owner changes it. */
  readonly shared: boolean;
  readonly filter: WorklistFilter;
  readonly savedAt: Date;
}

/** A view as it was stored, by whichever build: its filter may be none that is known now. */
export type StoredView = Omit<SavedView, 'filter'> & { readonly filter: unknown };

export interface ViewRepository {
  /** Those of a person by name, then those that others share. */
  visibleTo(person: string): Promise<readonly StoredView[]>;
  /** Saves a view, unless the id is somebody else's or the owner has so many others already. */
  save(
    view: SavedView,
    atMost: ViewLimits,
  ): Promise<'saved' | 'of-another' | 'too-many' | 'too-many-shared'>;
  remove(id: string, owner: string): Promise<'removed' | 'absent' | 'of-another'>;
}

/** How many views one person has. */
export interface ViewLimits {
  readonly views: number;
  /** Of these, how many others see, too. */
  readonly shared: number;
}
