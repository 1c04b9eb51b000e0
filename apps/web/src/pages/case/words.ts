import type { Case, Timeline } from '../../client';
import { ROLES } from '../../session/session';
import { LINES_OF_BUSINESS, URGENCIES } from '../../work/words';

export type Actor = Timeline['items'][number]['actor'];

/** `pharmacist-1 (Pharmacist)`; what the system does by itself is `the software`. */
export function personWords({ subject, role }: Actor): string {
  return role === 'software' ? 'the software' : `${subject} (${ROLES[role].name})`;
}

const CHANNELS: Readonly<Record<string, string>> = {
  portal: 'by the portal',
  phone: 'by phone',
  fax: 'by fax',
  ehr: 'from the health record',
};

export function channelWords(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

const REVIEW_REASONS: Readonly<Record<NonNullable<Case['review']>['reason'], string>> = {
  'criteria-not-met': 'A pharmacist or medical director decides, because a criterion is not met.',
  hold: 'A pharmacist or medical director decides, because facts contradict each other.',
  'information-overdue':
    'A pharmacist or medical director decides, because the office has not answered in time.',
};

/** @param facts how many are missing; none while only a reviewer's question is open */
function officeTask(facts: number): string {
  if (facts === 0) return 'an answer to a question';
  return facts === 1 ? '1 item missing' : `${facts} items missing`;
}

/** What the case waits for or how it ended, in a sentence under its number. */
export function statusSentence({ status, review, holds, missing, routing }: StatusParts): string {
  switch (status) {
    case 'pending-information':
      return `Waiting for the provider office: ${officeTask(missing.length)}.`;
    case 'in-review':
      if (review?.reason === 'hold' && holds.length > 0) {
        return 'A pharmacist or medical director decides; the hold on this page says why.';
      }
      return review ? REVIEW_REASONS[review.reason] : 'A pharmacist or medical director decides.';
    case 'approved':
      return 'Approved. See authorization below.';
    case 'denied':
      return 'Denied by a medical director. See reason below.';
    case 'withdrawn':
      return 'Withdrawn; no decision was taken.';
    case 'routed':
      return routing?.reason ?? 'Decided elsewhere.';
  }
}

interface StatusParts extends Pick<Case, 'status' | 'review' | 'holds' | 'missing'> {
  readonly routing: Case['determination']['routing'];
}

const HOUR = 60 * 60_000;

/** Where the deadline comes from. */
export function clockRule({ renews, clock, request }: Case): string | undefined {
  if (clock.dueAt === null) return undefined;
  if (renews !== null) return `Renewal of ${renews}: due when its cover ends.`;
  const hours = Math.round((Date.parse(clock.dueAt) - Date.parse(request.receivedAt)) / HOUR);
  const time = hours % 24 === 0 && hours > 72 ? `${hours / 24} days` : `${hours} hours`;
  const plan = LINES_OF_BUSINESS[request.lineOfBusiness];
  return `${plan}, ${URGENCIES[request.urgency].toLowerCase()}: ${time} from receipt.`;
}
