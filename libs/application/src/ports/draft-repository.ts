/** An unfinished request; only its writer sees it. */
export interface Draft {
  /** Made by the writer. */
  readonly id: string;
  readonly owner: string;
  readonly version: number;
  readonly savedAt: Date;
  readonly request: Readonly<Record<string, unknown>>;
}

export interface SaveDraft extends Omit<Draft, 'version' | 'savedAt'> {
  /** The version that the writer saw; absent to save in any case. */
  readonly version?: number;
}

/** How much one person keeps in drafts. */
export interface DraftQuota {
  readonly drafts: number;
  /** Of all of them, as JSON in UTF-8. */
  readonly bytes: number;
}

export interface DraftRepository {
  /** The newest first. */
  of(owner: string): Promise<readonly Draft[]>;
  draft(owner: string, id: string): Promise<Draft | null>;
  /**
   * Saves a draft as its next version. `absent` and `changed` when the named version is not there,
   * `too-many` and `too-large` when the owner would keep more than `atMost`.
   */
  save(
    draft: SaveDraft & { readonly savedAt: Date },
    atMost: DraftQuota,
  ): Promise<Draft | 'absent' | 'changed' | 'too-many' | 'too-large'>;
  /** False when there was none. */
  remove(owner: string, id: string): Promise<boolean>;
}
