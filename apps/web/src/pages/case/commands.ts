import {
  changePrescriber,
  decideCase,
  giveInformation,
  withdrawCase,
  type Case,
  type Decision,
  type Information,
  type PrescriberContact,
  type Withdrawal,
} from '../../client';
import { text } from './text';

/** A command on a case that needs written input. */
export type Command =
  | { readonly kind: 'give-information'; readonly body: Information }
  | { readonly kind: 'decide'; readonly body: Decision }
  | { readonly kind: 'withdraw'; readonly body: Withdrawal }
  | { readonly kind: 'change-prescriber'; readonly body: PrescriberContact };

/** The key of the command, and the version that the person saw. */
export type SentHeaders = { 'Idempotency-Key': string; 'If-Match': string };

/** Sends a command. @throws Problem in the API's words @returns the case after it */
export async function sendCommand(
  id: string,
  command: Command,
  headers: SentHeaders,
): Promise<Case> {
  const sent = { path: { id }, headers };
  switch (command.kind) {
    case 'give-information':
      return (await giveInformation({ ...sent, body: command.body })).data;
    case 'decide':
      return (await decideCase({ ...sent, body: command.body })).data;
    case 'withdraw':
      return (await withdrawCase({ ...sent, body: command.body })).data;
    case 'change-prescriber':
      return (await changePrescriber({ ...sent, body: command.body })).data;
  }
}

/** Says that a command with a lost answer was recorded. */
export function recordedWords(command: Command): string {
  switch (command.kind) {
    case 'give-information':
      return text.recorded['give-information'];
    case 'decide':
      return text.recorded[command.body.decision];
    case 'withdraw':
      return text.recorded.withdraw;
    case 'change-prescriber':
      return text.recorded['change-prescriber'];
  }
}
