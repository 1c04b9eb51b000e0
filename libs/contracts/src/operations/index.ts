import { authorizationOperations } from './authorizations';
import { calendarOperations } from './calendar';
import { caseOperations } from './cases';
import { documentOperations } from './documents';
import { memberOperations } from './members';
import { overviewOperations } from './overview';
import { referenceOperations } from './reference';
import { stuckOperations } from './stuck';
import { systemOperations } from './system';
import { workOperations } from './work';

/** Every call of the contract: the one place that says what each takes, answers and requires. */
export const operations = {
  ...caseOperations,
  ...documentOperations,
  ...workOperations,
  ...stuckOperations,
  ...authorizationOperations,
  ...memberOperations,
  ...overviewOperations,
  ...calendarOperations,
  ...referenceOperations,
  ...systemOperations,
};

export { devOperations, sandboxOperations } from './local';
export type { HeaderUse, Operation } from './operation';
