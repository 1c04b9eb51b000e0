import type { WorklistFilter } from './worklist-repository';

/** A worklist saved under a name. */
export interface SavedView {
  /** Created by the person who saves it. */
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  /** Whether everyone sees it; only its owner changes it. */
  readonly shared: boolean;
  readonly filter: WorklistFilter;
  readonly savedAt: Date;
}

/** A view as stored by any build: this build may not know its filter. */
export type StoredView = Omit<SavedView, 'filter'> & { readonly filter: unknown };

export interface ViewRepository {
  /** A person's own by name, then those that others share. */
  visibleTo(person: string): Promise<readonly StoredView[]>;
  /** Saves a view, unless another person has the id or the owner has so many others. */
  save(
    view: SavedView,
    atMost: ViewLimits,
  ): Promise<'saved' | 'of-another' | 'too-many' | 'too-many-shared'>;
  remove(id: string, owner: string): Promise<'removed' | 'absent' | 'of-another'>;
}

/** How many views one person has. */
export interface ViewLimits {
  readonly views: number;
  /** How many of these others see, too. */
  readonly shared: number;
}
