import {
  COVERAGE_TYPES_OF,
  type CoverageType,
  type LicensingState,
  type LineOfBusiness,
} from '@assent/vocabulary';

/** The part of a case that says which figures of the plan apply to it. */
export interface ClockScope {
  readonly lineOfBusiness: LineOfBusiness;
  /** The usual one of the line of business if absent or null. */
  readonly coverageType?: CoverageType | null | undefined;
  /** Absent or null where no state is known. */
  readonly jurisdiction?: { readonly state: LicensingState } | null | undefined;
  /** When the coverage ends that a renewal asks to go on; absent or null for any other request. */
  readonly coverageEndsAt?: Date | null | undefined;
}

/** The part of a row of a table of figures that says which cases it applies to. */
export interface ScopeOfRow {
  readonly lineOfBusiness: LineOfBusiness;
  /** The usual one of the line of business if absent. */
  readonly coverageType?: CoverageType | undefined;
  /** A figure of the law of this state, which counts where it is stricter; absent for the plan's. */
  readonly state?: LicensingState | undefined;
}

/** The coverage type of a case or row; null if another payer decides. */
export function coverageTypeOf({
  lineOfBusiness,
  coverageType,
}: Pick<ClockScope, 'lineOfBusiness' | 'coverageType'>): CoverageType | null {
  return coverageType ?? COVERAGE_TYPES_OF[lineOfBusiness][0] ?? null;
}

/** Whether a coverage type belongs to a line of business. */
export function isCoverageTypeOf(type: CoverageType, line: LineOfBusiness): boolean {
  return COVERAGE_TYPES_OF[line].includes(type);
}

/** The rows that can apply to a case: the plan's own first, then those of its state. */
export function rowsFor<Row extends ScopeOfRow>(
  rows: readonly Row[],
  scope: ClockScope,
): readonly Row[] {
  const type = coverageTypeOf(scope);
  const known = rows.filter(
    (row) => row.lineOfBusiness === scope.lineOfBusiness && coverageTypeOf(row) === type,
  );
  const state = scope.jurisdiction?.state;
  return [
    ...known.filter((row) => row.state === undefined),
    ...known.filter((row) => row.state !== undefined && row.state === state),
  ];
}

/** What names the rows of a table: the usual coverage type goes without saying. */
export function scopeId(row: ScopeOfRow, urgency: string): string {
  const { lineOfBusiness, state } = row;
  const type = coverageTypeOf(row);
  const isUsual = type === coverageTypeOf({ lineOfBusiness });
  return [lineOfBusiness, isUsual ? null : type, urgency, state ?? null]
    .filter((each) => each !== null)
    .join('-');
}
