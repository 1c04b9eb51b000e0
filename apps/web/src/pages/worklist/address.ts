export const QUEUES = [
  'mine',
  'unassigned',
  'waiting',
  'in-review',
  'due-soon',
  'overdue',
  'stuck',
  'without-cover-soon',
  'all',
] as const;
export type Queue = (typeof QUEUES)[number];

/** What stands in the worklist's address; never a name or a member id. */
export interface WorklistAddress {
  readonly queue?: Queue;
}

export function readWorklistAddress({ queue }: Record<string, unknown>): WorklistAddress {
  const known = QUEUES.find((each) => each === queue);
  return known ? { queue: known } : {};
}
