import { ConfigError } from '@assent/platform';
import { requireUsableChoices } from './apps';

function faultsOf(env: Record<string, string>): string[] {
  try {
    requireUsableChoices(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ variable }) => variable).sort();
    throw error;
  }
  return [];
}

describe('what a developer can configure', () => {
  it('is refused with all errors of the API and the worker, each named once', () => {
    const wrong = { MAIL_FROM: 'nobody', LIMIT_CALLS_AT_ONCE: '0', LOG_LEVEL: 'loud' };
    expect(faultsOf(wrong)).toEqual(['LIMIT_CALLS_AT_ONCE', 'LOG_LEVEL', 'MAIL_FROM']);
  });

  it("doesn't require what the stack sets itself", () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ MAIL_FROM: 'office@example.org', SMTP_URL: 'nowhere' })).toEqual([]);
  });
});
