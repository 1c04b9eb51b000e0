import type { Timeline } from '../../client';
import { ROLES } from '../../session/session';
import { text } from './text';

export type Actor = Timeline['items'][number]['actor'];

/** `pharmacist-1 (Pharmacist)`; the system's own acts are by `the system`. */
export function personWords({ subject, role }: Actor): string {
  return role === 'software'
    ? text.person.system
    : text.person.withRole({ name: subject, role: ROLES[role].name });
}

const CHANNELS: Readonly<Record<string, string>> = text.channels;

export function channelWords(channel: string): string {
  return CHANNELS[channel] ?? channel;
}
