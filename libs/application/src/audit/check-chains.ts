import type { AuditSnapshot, ChainedEntry, RecordedCase, Sha256 } from '../ports/audit-log';
import { oneByOne } from './batches';
import type { Findings } from './findings';

/** What an entry is hashed over: `audit_hash` of the migrations builds the same line. */
export function hashedText(entry: ChainedEntry, previous: string): string {
  const { caseId, place, id, caseVersion, at, writtenAt, letter } = entry;
  const { caseDigest, besideDigest, letterDigest, actor, role, action } = entry;
  return `${previous}|${caseId}|${place}|${id}|${caseVersion}|${at}|${writtenAt}|${letter}|${caseDigest}|${besideDigest}|${letterDigest}|${measured(actor)}${measured(role)}${measured(action)}`;
}

/** A text with its length in characters, so that no two lists of texts look alike. */
function measured(text: string): string {
  return `${Array.from(text).length}:${text}`;
}

/**
 * Follows each chain, and compares its end with what the record has. Chains and cases come in the
 * same order, so one of each is held at a time.
 */
export async function checkChains(
  snapshot: AuditSnapshot,
  sha256: Sha256,
  findings: Findings,
): Promise<{ readonly entries: number; readonly cases: number }> {
  const recorded = oneByOne(snapshot.cases());
  let current = await recorded.next();
  let chain = new Chain('');
  let entries = 0;
  let cases = 0;

  /** Ends the chain at hand, and compares all cases before the one of the next chain. */
  const passTo = async (caseId: string | null): Promise<void> => {
    let ended = chain.last ? chain : null;
    while (!current.done && (caseId === null || current.value.caseId < caseId)) {
      const { caseId: id } = current.value;
      if (ended && ended.caseId < id) ended = strayed(ended, findings);
      compare(current.value, ended?.caseId === id ? ended : null, findings);
      if (ended?.caseId === id) ended = null;
      cases += 1;
      current = await recorded.next();
    }
    if (ended) strayed(ended, findings);
    chain = new Chain(caseId ?? '');
  };

  try {
    for await (const batch of snapshot.entries()) {
      for (const entry of batch) {
        if (chain.caseId !== entry.caseId) await passTo(entry.caseId);
        chain.follow(entry, sha256);
        entries += 1;
      }
    }
    await passTo(null);
  } finally {
    await recorded.return();
  }
  return { entries, cases };
}

function strayed({ caseId, faults }: Chain, findings: Findings): null {
  findings.add(`The audit tells of a case that is not in the record, with the id ${caseId}.`);
  for (const fault of faults) findings.add(`Case with the id ${caseId}: ${fault}`);
  return null;
}

/** The chain of a case, as far as it was read. */
class Chain {
  readonly faults: string[] = [];
  /** By letter, the digest that the last entry about it has. */
  readonly letters = new Map<string, string>();
  last: ChainedEntry | null = null;

  constructor(readonly caseId: string) {}

  follow(entry: ChainedEntry, sha256: Sha256): void {
    const { last } = this;
    const { place } = entry;
    const expected = (last?.place ?? 0) + 1;
    if (place === last?.place) {
      this.faults.push(`there are two audit entries ${place}; the chain forks there.`);
      return;
    }
    if (place > expected) this.faults.push(missing(expected, place - 1));
    else if (sha256(hashedText(entry, last?.hash ?? '')) !== entry.hash) {
      this.faults.push(
        `audit entry ${place} is not what was written, or not where it was written.`,
      );
    }
    if (last && BigInt(entry.id) <= BigInt(last.id)) {
      this.faults.push(`audit entry ${place} is not in the order in which entries were written.`);
    }
    if (entry.letter !== '') this.letters.set(entry.letter, entry.letterDigest);
    this.last = entry;
  }
}

function missing(from: number, to: number): string {
  return from === to
    ? `audit entry ${from} is missing.`
    : `audit entries ${from} to ${to} are missing.`;
}

function compare(record: RecordedCase, chain: Chain | null, findings: Findings): void {
  const say = (what: string) => findings.add(`Case ${record.number}: ${what}`);
  chain?.faults.forEach(say);
  const last = chain?.last;
  if (!chain || !last) {
    say('it has no audit entry.');
    return;
  }
  if (record.version > last.caseVersion) {
    say(`it has version ${record.version}, but its last audit entry is of ${last.caseVersion}.`);
  } else if (record.version < last.caseVersion) {
    say(`its last audit entry is of version ${last.caseVersion}, but it has ${record.version}.`);
  } else if (record.caseDigest !== last.caseDigest) {
    say('it is not what its last audit entry tells of.');
  }
  if (record.besideDigest !== last.besideDigest) {
    say('its authorizations, appeals or documents are not what its last audit entry tells of.');
  }
  for (const [id, digest] of record.letters) {
    const told = chain.letters.get(id);
    if (told === undefined) say(`its letter ${id} has no audit entry.`);
    else if (told !== digest) say(`its letter ${id} is not what its audit entry tells of.`);
  }
  for (const id of chain.letters.keys()) {
    if (!record.letters.has(id)) say(`its letter ${id}, which the audit tells of, is missing.`);
  }
}
