import type { Ports } from '@assent/application';
import { MET, ONE_MISSING, RESPONDING, TOO_MANY_CAPSULES } from './facts';
import { accepted, decide, opened, withdraw } from './requests';

/** Opens what `seedCases` copies: open and closed cases of several kinds. */
export async function openOneOfEachKind(ports: Ports): Promise<void> {
  await opened(ports, { facts: MET });
  await opened(ports, { facts: ONE_MISSING });
  await opened(ports, { facts: TOO_MANY_CAPSULES });
  await opened(ports, { facts: RESPONDING, requestType: 'continuation' });
  const denied = await opened(ports, { facts: TOO_MANY_CAPSULES });
  accepted(await decide(ports, denied.record.id, 'deny'));
  const withdrawn = await opened(ports, { facts: ONE_MISSING });
  accepted(await withdraw(ports, withdrawn.record.id));
}
