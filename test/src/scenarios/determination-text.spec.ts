import { determinationWriter } from '@assent/api';
import { parseRequest } from '@assent/contracts';
import type { Determination } from '@assent/criteria';
import { determine } from '@assent/guidelines';
import { scenarios } from './scenarios';

const RECEIPT = { now: new Date('2026-11-22T20:00:00Z'), zone: 'America/New_York' };

const determinations: Determination[] = scenarios.flatMap(({ request }) => {
  const parsed = parseRequest(request, RECEIPT);
  if (!parsed.ok) return [];
  const { drug, asOf, ...rest } = parsed.request;
  return [determine(drug, rest, asOf)];
});

test('writes every determination as JSON.stringify does, the first time and again', () => {
  const write = determinationWriter();
  const expected = determinations.map((each) => JSON.stringify(each));
  expect(determinations.map((each) => write(each).toString())).toEqual(expected);
  expect(determinations.map((each) => write(each).toString())).toEqual(expected);
});
