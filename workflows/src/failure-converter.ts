import { DefaultFailureConverter } from '@temporalio/common';

/** Puts the words of a failure into its payload, where a codec can cover them; clients use it too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
