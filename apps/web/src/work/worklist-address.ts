import type {
  CaseStatus,
  LineOfBusiness,
  Queue,
  RequestType,
  StuckCause,
  Urgency,
} from '@assent/vocabulary';
import { keysOf, LINES_OF_BUSINESS, QUEUES, REQUEST_TYPES, STATUSES, STUCK_CAUSES } from './words';

/** The worklist's address; a search, which may be a name, is in the history's state. */
export interface WorklistAddress {
  readonly queue?: Queue;
  /** The id of a saved view, which then determines everything else. */
  readonly view?: string;
  readonly status?: CaseStatus;
  readonly requestType?: RequestType;
  readonly urgency?: Urgency;
  readonly lineOfBusiness?: LineOfBusiness;
  readonly assignee?: string;
  readonly stuckCause?: StuckCause;
}

export function readWorklistAddress(search: Record<string, unknown>): WorklistAddress {
  return withoutGaps({
    queue: oneOf(QUEUES, search['queue']),
    view: textOf(search['view']),
    status: oneOf(keysOf(STATUSES), search['status']),
    requestType: oneOf(keysOf(REQUEST_TYPES), search['requestType']),
    urgency: oneOf(['standard', 'expedited'], search['urgency']),
    lineOfBusiness: oneOf(keysOf(LINES_OF_BUSINESS), search['lineOfBusiness']),
    assignee: textOf(search['assignee']),
    stuckCause: oneOf(keysOf(STUCK_CAUSES), search['stuckCause']),
  });
}

type Gaps<Shape> = { readonly [Key in keyof Shape]: Shape[Key] | undefined };

/** The same without the members that are undefined. */
function withoutGaps(address: Required<Gaps<WorklistAddress>>): WorklistAddress {
  const { queue, view, status, requestType, urgency, lineOfBusiness, assignee, stuckCause } =
    address;
  return {
    ...(queue && { queue }),
    ...(view !== undefined && { view }),
    ...(status && { status }),
    ...(requestType && { requestType }),
    ...(urgency && { urgency }),
    ...(lineOfBusiness && { lineOfBusiness }),
    ...(assignee !== undefined && { assignee }),
    ...(stuckCause && { stuckCause }),
  };
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
