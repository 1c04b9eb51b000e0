import { governedDrugs } from '@assent/guidelines';
import type { StatementRecord } from './statements';

/** Takes what is in no language out of a text: names and addresses. */
export interface Names {
  /** Puts something else, a blank unless stated, in the place of each whole name. */
  readonly hide: Hide;
  /** The same for each word of a name, in small or capital letters. */
  readonly hideEachWord: Hide;
}

type Hide = (text: string, by?: string) => string;

/** What the names of a letter are taken from. */
export interface NamedIn {
  readonly due: Pick<StatementRecord['due'], 'case'>;
  readonly settings: Pick<StatementRecord['settings'], 'payerName' | 'letterhead'>;
}

/** The names of a letter: the plan, its address, the drug, the member, the prescriber and who signed it. */
export function namesIn({ due, settings }: NamedIn): Names {
  const { decision, drug, drugText, member, prescriber } = due.case;
  const { payerName, letterhead } = settings;
  const { givenName, familyName } = member;
  const { address, portal } = letterhead;
  const drugs = governedDrugs.find(({ id }) => id === drug)?.names ?? [];
  const signer = decision?.license?.name ?? '';
  const people = [`${givenName} ${familyName}`, familyName, givenName, prescriber.name, signer];
  const names = [payerName, address, portal ?? '', drugText, ...drugs, ...people];
  const words = names.flatMap((name) => name.match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  return { hide: without(names), hideEachWord: without([...names, ...words]) };
}

function without(names: readonly string[]): Hide {
  const known = [...new Set(names.map((name) => name.trim()))]
    .filter((name) => name !== '')
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text, by = ' ') => text.replace(pattern, by);
}
