import { decisionCommand, takenDecisionFaults } from '@assent/contracts';
import { signedIn } from '../../http/authentication';
import { fromRequest } from '../../http/from-request';
import { read } from '../../http/input';
import type { Sent } from '../../http/schema.pipe';

/**
 * The decision of a call that takes it, as `Sent<typeof decisionCommand>`; a denial has the license of
 * the person's token, if it states one. @throws HttpProblem naming every fault
 */
export const TakenDecision = fromRequest((request): Sent<typeof decisionCommand> => {
  const { license } = signedIn(request);
  const sent = read(decisionCommand, request.body, (body, found) =>
    takenDecisionFaults(body, found, license),
  );
  return sent.decision === 'deny' && license ? { ...sent, license } : sent;
});
