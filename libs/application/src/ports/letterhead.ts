/** How readers of letters reach the plan. */
export interface Letterhead {
  /** On one line. */
  readonly address: string;
  readonly phone: string;
  readonly fax: string | null;
  readonly portal: string | null;
}
