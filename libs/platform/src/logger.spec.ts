import { z } from 'zod';
import { errorFields, logger } from './logger';

const written = z.record(z.string(), z.unknown());

function linesOf(log: (write: ReturnType<typeof logger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  log(logger('api', 'info', { write: (line) => lines.push(line) }));
  return lines.map((line) => written.parse(JSON.parse(line)));
}

describe('logger', () => {
  it('writes the sentence, the process and the fields', () => {
    const [line] = linesOf((log) => log.info('request answered', { caseId: 'c1', status: 201 }));
    expect(line).toMatchObject({
      level: 'info',
      name: 'api',
      msg: 'request answered',
      caseId: 'c1',
      status: 201,
    });
  });

  it('drops every field that is not on the list, whatever it is given', () => {
    const request = { requestId: 'r1', member: { familyName: 'Ruiz' }, body: 'Ruiz' };
    const [line] = linesOf((log) => log.info('request answered', request));
    expect(line).toHaveProperty('requestId', 'r1');
    expect(JSON.stringify(line)).not.toContain('Ruiz');
  });

  it('writes nothing below its level', () => {
    expect(linesOf((log) => log.debug('polled the outbox'))).toEqual([]);
  });
});

describe('errorFields', () => {
  it('names the class and code of an error, not its message', () => {
    const error = Object.assign(new TypeError('no such member FB1002003'), { code: 'P2002' });
    expect(errorFields(error)).toEqual({ errorClass: 'TypeError', errorCode: 'P2002' });
    const driverAdapterError = { cause: { originalCode: '53100', code: 'X' } };
    const wrapped = new Error('away', {
      cause: Object.assign(new Error('raw'), { code: 'P2010', meta: { driverAdapterError } }),
    });
    expect(errorFields(wrapped)).toEqual({ errorClass: 'Error', errorCode: '53100' });
  });

  it('names the type of anything else that was thrown', () => {
    expect(errorFields('FB1002003')).toEqual({ errorClass: 'string' });
  });
});
