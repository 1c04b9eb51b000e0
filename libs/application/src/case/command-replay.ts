import { accept, refuse, type Actor, type Refusal, type Result } from '@assent/domain';
import type { CommandKey, UsedKey } from '../ports/change';
import type { Ports } from '../ports/ports';
import { viewById, type CaseView } from './case-view';

/**
 * The answer to a command that was already carried out, null if it was not: its case in the current
 * state, or `idempotency-key-reused` when the key came with something else or from another person.
 */
export async function replayOf(
  ports: Ports,
  { key, digest }: CommandKey,
  actor: Actor,
): Promise<Result<CaseView> | null> {
  const earlier = await ports.records.command(key);
  if (!earlier) return null;
  const misuse = misuseOf(earlier, digest, actor);
  if (misuse) return refuse(misuse);
  const view = await viewById(ports, earlier.caseId);
  return view && accept(view);
}

/** Why a used key gets no answer: another person used it, or for something else. */
export function misuseOf(
  earlier: Pick<UsedKey, 'by' | 'digest'>,
  digest: string,
  { subject }: Actor,
): Refusal | null {
  const code = 'idempotency-key-reused';
  if (earlier.by !== subject) {
    return {
      code,
      detail:
        'another person has already used this idempotency key; send your request with a new key',
    };
  }
  if (earlier.digest === digest) return null;
  return {
    code,
    detail:
      'this idempotency key was already used for another request; send a new request with a new key',
  };
}
