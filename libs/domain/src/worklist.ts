/** A case is due soon this many hours before its deadline. */
export const DUE_SOON_HOURS = 48;

/** Coverage ends soon so many days before its last. */
export const COVERAGE_ENDS_SOON_DAYS = 30;

/** Worklist counts stop here: beyond it people only need to know that there are more. */
export const MAX_COUNT = 1_000;
