/** A case is due soon this many hours before its deadline. */
export const DUE_SOON_HOURS = 48;

/** Cover ends soon this many days before its last day. */
export const COVER_ENDS_SOON_DAYS = 30;

/** No count of the worklist goes further: beyond it people only need to know that there are more. */
export const MAX_COUNT = 1_000;
