import { opened } from './requests';
import { switchOff } from './switch-off';
import type { CoverageRequest } from '@assent/application';
import type { Desk } from './desk';

/**
 * An authorization that covers days of another one of the same member, as some from before the rule
 * that one authorization covers a day: it is issued to another person, and moved.
 */
export async function twinOf(
  desk: Desk,
  number: string,
  overrides: Partial<CoverageRequest>,
): Promise<string> {
  const { database, records } = desk.records;
  const { record, authorization } = await opened(desk.ports, overrides);
  const first = await records.authorization(number);
  if (!first || !authorization) throw new Error('one of the twins is missing');
  const { memberId } = first;
  await switchOff(desk.records, 'a_case_keeps_its_identity', 'an_authorization_keeps_its_terms');
  await database.case.update({ where: { id: record.id }, data: { memberId } });
  await database.authorization.update({
    where: { number: authorization.number },
    data: { memberId, twinOf: number },
  });
  return authorization.number;
}
