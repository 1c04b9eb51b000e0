import { decisionCommand, decisionFaults, takenDecisionFaults } from '@assent/contracts';
import type { License } from '@assent/domain';
import { signedIn } from '../../http/authentication';
import { fromRequest } from '../../http/from-request';
import { read } from '../../http/input';
import type { Sent } from '../../http/schema.pipe';

type SentDecision = Sent<typeof decisionCommand>;

/**
 * The decision of a call that takes it, as `Sent<typeof decisionCommand>`; a denial has the license of
 * the person's token, if it states one. @throws HttpProblem naming every fault
 */
export const TakenDecision = fromRequest((request): SentDecision => {
  const { license } = signedIn(request);
  const sent = read(decisionCommand, request.body, (body, found) =>
    takenDecisionFaults(body, found, license),
  );
  return withLicense(sent, license);
});

/** The same of a call that previews it: a letter may show the name on the license. */
export const PreviewedDecision = fromRequest((request): SentDecision =>
  withLicense(read(decisionCommand, request.body, decisionFaults), signedIn(request).license),
);

function withLicense(sent: SentDecision, license: License | null): SentDecision {
  return sent.decision === 'deny' && license ? { ...sent, license } : sent;
}
