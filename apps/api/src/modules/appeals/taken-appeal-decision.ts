import { appealDecisionCommand, appealDecisionFaults } from '@assent/contracts';
import { keptDenial, OUTCOME_OF_VERDICT } from '@assent/domain';
import { signedIn } from '../../http/authentication';
import { fromRequest } from '../../http/from-request';
import { read } from '../../http/input';
import type { Sent } from '../../http/schema.pipe';

/**
 * The decision on an appeal, as `Sent<typeof appealDecisionCommand>`; one that keeps a denial, or a part
 * of it, has the license of the person's token, if it states one. @throws HttpProblem naming every fault
 */
export const TakenAppealDecision = fromRequest((request): Sent<typeof appealDecisionCommand> => {
  const { license } = signedIn(request);
  const sent = read(appealDecisionCommand, request.body, (body) =>
    appealDecisionFaults(body, license),
  );
  return license && keptDenial(OUTCOME_OF_VERDICT[sent.decision]) ? { ...sent, license } : sent;
});
