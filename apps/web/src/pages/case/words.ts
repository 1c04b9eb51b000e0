import type { Timeline } from '../../client';
import { ROLES } from '../../session/session';

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
