import { CaseMissing, RecordUnavailable } from '@assent/application';
import { failureOf } from './failures';

it.each<[string, Error, string, boolean]>([
  ['a refusal is final', new CaseMissing('there is no such case'), 'Refused', true],
  ['the record may come back', new RecordUnavailable('gone'), 'RecordUnavailable', false],
  ['a defect may be fixed', new TypeError('cannot read Quillfeather'), 'Defect', false],
])('%s', (_name, error, type, nonRetryable) => {
  expect(failureOf(error)).toMatchObject({ type, nonRetryable });
});

it('keeps the text of an error out of the workflow history', () => {
  const failure = failureOf(new TypeError('cannot read Quillfeather'));
  expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain(
    'Quillfeather',
  );
});
