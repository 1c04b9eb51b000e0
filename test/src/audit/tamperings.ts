import { hashedText, type ChainedEntry, type NumberedSeal } from '@assent/application';
import { sha256 } from '@assent/platform';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { AuditCopy } from './audit-copy';

/** What someone may do who owns the database and knows how it is chained, but not the key. */
export type Tampering = (audit: AuditCopy, chance: Chance) => AuditCopy;

/** Random choices that a seed repeats. */
export interface Chance {
  /** From 0, below `count`. */
  below(count: number): number;
  of<Item>(items: readonly Item[]): Item;
}

/** The generator mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    of: (items) => {
      const chosen = items[below(items.length)];
      if (chosen === undefined) throw new Error('there is nothing to choose from');
      return chosen;
    },
  };
}

type Edit = (entry: ChainedEntry) => Partial<ChainedEntry>;
const EDITS: readonly Edit[] = [
  ({ actor }) => ({ actor: `${actor}x` }),
  ({ role }) => ({ role: role === 'intake' ? 'pharmacist' : 'intake' }),
  ({ action }) => ({ action: `${action}-2` }),
  ({ actor, role }) => ({ actor: actor + role, role: '' }),
  ({ at }) => ({ at: String(Number(at) - 1) }),
  ({ writtenAt }) => ({ writtenAt: String(Number(writtenAt) - 60_000) }),
  ({ caseVersion }) => ({ caseVersion: caseVersion + 1 }),
  ({ caseDigest }) => ({ caseDigest: sha256(caseDigest) }),
  ({ besideDigest }) => ({ besideDigest: sha256(besideDigest) }),
  ({ letterDigest }) => ({ letterDigest: sha256(letterDigest) }),
];

/** The chain of each case. */
function chains({
  entries,
}: Pick<AuditCopy, 'entries'>): ReadonlyMap<string, readonly ChainedEntry[]> {
  const byCase = new Map<string, ChainedEntry[]>();
  for (const entry of entries) {
    byCase.set(entry.caseId, [...(byCase.get(entry.caseId) ?? []), entry]);
  }
  return byCase;
}

/** A chain with places and hashes as if it had been written like this. */
function rechained(chain: readonly ChainedEntry[]): ChainedEntry[] {
  let previous = '';
  return chain.map((given, index) => {
    const entry = { ...given, place: index + 1 };
    previous = sha256(hashedText(entry, previous));
    return { ...entry, hash: previous };
  });
}

function withChain(audit: AuditCopy, caseId: string, chain: readonly ChainedEntry[]): AuditCopy {
  const others = audit.entries.filter((entry) => entry.caseId !== caseId);
  return { ...audit, entries: [...others, ...chain] };
}

function replaced(audit: AuditCopy, old: ChainedEntry, by: readonly ChainedEntry[]): AuditCopy {
  return { ...audit, entries: audit.entries.flatMap((entry) => (entry === old ? by : [entry])) };
}

const longChains = (audit: AuditCopy) =>
  [...chains(audit).values()].filter(({ length }) => length > 2);

const edit: readonly Tampering[] = [
  (audit, chance) => {
    const entry = chance.of(audit.entries);
    return replaced(audit, entry, [{ ...entry, ...chance.of(EDITS)(entry) }]);
  },
  (audit, chance) => {
    const entry = chance.of(audit.entries);
    const chain = chains(audit).get(entry.caseId) ?? [];
    const edited = { ...entry, ...chance.of(EDITS)(entry) };
    const previous = chain[entry.place - 2]?.hash ?? '';
    return replaced(audit, entry, [{ ...edited, hash: sha256(hashedText(edited, previous)) }]);
  },
  (audit, chance) => {
    const entry = chance.of(audit.entries);
    const chain = chains(audit).get(entry.caseId) ?? [];
    const edited = chain.map((each) =>
      each === entry ? { ...each, ...chance.of(EDITS)(each) } : each,
    );
    return withChain(audit, entry.caseId, rechained(edited));
  },
  (audit, chance) => {
    const chosen = chance.of(audit.cases);
    const edits = [
      { caseDigest: sha256(chosen.caseDigest) },
      { besideDigest: sha256(chosen.besideDigest) },
      { version: chosen.version + 1 },
      { letters: new Map([...chosen.letters, [sha256(chosen.caseId), sha256('')]]) },
      ...(chosen.letters.size > 0
        ? [
            { letters: new Map([...chosen.letters].map(([id]) => [id, sha256(id)])) },
            { letters: new Map<string, string>() },
          ]
        : []),
    ];
    const edited = { ...chosen, ...chance.of(edits) };
    return { ...audit, cases: audit.cases.map((each) => (each === chosen ? edited : each)) };
  },
];

const deletion: readonly Tampering[] = [
  (audit, chance) => replaced(audit, chance.of(chance.of(longChains(audit)).slice(0, -1)), []),
  (audit, chance) => {
    const chain = chance.of(longChains(audit));
    const gone = chance.of(chain.slice(0, -1));
    const left = chain.filter((entry) => entry !== gone);
    return withChain(audit, gone.caseId, rechained(left));
  },
  (audit, chance) => withChain(audit, chance.of(audit.cases).caseId, []),
  (audit, chance) => {
    const { caseId } = chance.of(audit.cases);
    const cases = audit.cases.filter((each) => each.caseId !== caseId);
    return withChain({ ...audit, cases }, caseId, []);
  },
  (audit, chance) => {
    const { caseId } = chance.of(audit.cases);
    return { ...audit, cases: audit.cases.filter((each) => each.caseId !== caseId) };
  },
  (audit, chance) => {
    const gone = chance.of(audit.seals);
    return { ...audit, seals: audit.seals.filter((seal) => seal !== gone) };
  },
];

/** An id that no entry has, below one that a seal covers. */
function freeId(audit: AuditCopy, chance: Chance): string {
  const ids = new Set(audit.entries.map(({ id }) => id));
  for (;;) {
    const id = String(1 + chance.below(Math.max(...[...ids].map(Number))));
    if (!ids.has(id)) return id;
  }
}

const insertion: readonly Tampering[] = [
  (audit, chance) => {
    const chain = chance.of([...chains(audit).values()]);
    const place = chance.below(chain.length + 1);
    const { caseId = '' } = chain[0] ?? {};
    const forged = { ...chance.of(chain), actor: 'eve', id: freeId(audit, chance) };
    return withChain(audit, caseId, rechained(chain.toSpliced(place, 0, forged)));
  },
  (audit, chance) => {
    const model = chance.of(audit.entries);
    const caseId = sha256(model.id).replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/,
      '$1-$2-$3-$4-$5',
    );
    const forged = { ...model, caseId, id: freeId(audit, chance), caseVersion: 1, letter: '' };
    const recorded = chance.of(audit.cases);
    const made = {
      ...recorded,
      caseId,
      version: 1,
      caseDigest: model.caseDigest,
      letters: new Map(),
    };
    return {
      ...withChain(audit, caseId, rechained([forged])),
      cases: [...audit.cases, { ...made, besideDigest: model.besideDigest }],
    };
  },
  (audit, chance) => {
    const { seals } = audit;
    const model = chance.of(seals);
    return { ...audit, seals: [...seals, { ...model, number: seals.length + 1 }] };
  },
];

const reordering: readonly Tampering[] = [
  (audit, chance) => {
    const chain = chance.of(longChains(audit));
    const from = chance.below(chain.length - 1);
    const moved = swapped(chain, from, from + 1);
    return withChain(
      audit,
      chain[0]?.caseId ?? '',
      moved.map((e, i) => ({ ...e, place: i + 1 })),
    );
  },
  (audit, chance) => {
    const chain = chance.of(longChains(audit));
    const from = chance.below(chain.length - 1);
    return withChain(audit, chain[0]?.caseId ?? '', rechained(swapped(chain, from, from + 1)));
  },
  (audit, chance) => {
    const [one, other] = [chance.of(audit.entries), chance.of(audit.entries)];
    if (one.caseId === other.caseId) return reordering[1]!(audit, chance);
    const entries = audit.entries.map((entry) =>
      entry === one ? { ...one, id: other.id } : entry === other ? { ...other, id: one.id } : entry,
    );
    return [one.caseId, other.caseId].reduce<AuditCopy>(
      (done, caseId) => withChain(done, caseId, rechained(chains(done).get(caseId) ?? [])),
      { ...audit, entries },
    );
  },
];

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const copy = [...items];
  [copy[one], copy[other]] = [items[other]!, items[one]!];
  return copy;
}

/** The last entries, by when they were written. */
function cut(audit: AuditCopy, chance: Chance): AuditCopy {
  const byId = [...audit.entries].sort((a, b) => Number(a.id) - Number(b.id));
  const left = byId.slice(0, byId.length - 1 - chance.below(byId.length - 1));
  return { ...audit, entries: left };
}

/** The record as it was when the entries that are left were the last ones. */
function rolledBack(audit: AuditCopy): AuditCopy {
  const left = chains(audit);
  return {
    ...audit,
    cases: audit.cases.flatMap((record) => {
      const chain = left.get(record.caseId) ?? [];
      const last = chain.at(-1);
      if (!last) return [];
      const letters = chain.flatMap(({ letter, letterDigest }): [string, string][] =>
        letter === '' ? [] : [[letter, letterDigest]],
      );
      return [
        {
          ...record,
          version: last.caseVersion,
          caseDigest: last.caseDigest,
          besideDigest: last.besideDigest,
          letters: new Map(letters),
        },
      ];
    }),
  };
}

/** Without the seals of entries that are gone. */
function unsealed(audit: AuditCopy): AuditCopy {
  const last = Math.max(...audit.entries.map(({ id }) => Number(id)));
  return {
    ...audit,
    seals: audit.seals.filter(({ payload }) => Number(upToOf(payload)) <= last),
  };
}

function upToOf(payload: string): string {
  return (JSON.parse(payload) as { upTo: string }).upTo;
}

const cutTail: readonly Tampering[] = [
  cut,
  (audit, chance) => rolledBack(cut(audit, chance)),
  (audit, chance) => unsealed(rolledBack(cut(audit, chance))),
  (audit, chance) => {
    const chain = chance.of([...chains(audit).values()]);
    return withChain(audit, chain[0]?.caseId ?? '', chain.slice(0, -1));
  },
  (audit, chance) => ({ ...audit, seals: audit.seals.slice(0, chance.below(audit.seals.length)) }),
];

const fork: readonly Tampering[] = [
  (audit, chance) => {
    const entry = chance.of(audit.entries);
    const previous = (chains(audit).get(entry.caseId) ?? [])[entry.place - 2]?.hash ?? '';
    const branch = { ...entry, actor: 'eve', id: freeId(audit, chance) };
    const forked = { ...branch, hash: sha256(hashedText(branch, previous)) };
    return { ...audit, entries: [...audit.entries, forked] };
  },
  (audit, chance) => {
    const chain = chance.of([...chains(audit).values()]);
    const from = chance.below(chain.length);
    const branch = chain.map((each, index) => (index < from ? each : { ...each, actor: 'eve' }));
    return withChain(audit, chain[0]?.caseId ?? '', rechained(branch));
  },
  // The database goes on from a copy of before, and is sealed by someone else.
  (audit, chance) => {
    const from = chance.below(audit.seals.length);
    return { ...audit, seals: resigned(audit.seals, from) };
  },
];

/** Seals as another key signs them. */
function resigned(seals: readonly NumberedSeal[], from: number): NumberedSeal[] {
  const { privateKey } = generateKeyPairSync('ed25519');
  return seals.map((seal, index) =>
    index < from
      ? seal
      : {
          ...seal,
          signature: sign(null, Buffer.from(seal.payload), privateKey).toString('base64'),
        },
  );
}

function rewritten(audit: AuditCopy, chance: Chance): AuditCopy {
  const who = chance.of(audit.entries).actor;
  const entries = [...chains(audit).values()].flatMap((chain) =>
    rechained(chain.map((each) => (each.actor === who ? { ...each, actor: 'eve' } : each))),
  );
  return { ...audit, entries };
}

const rewrite: readonly Tampering[] = [
  rewritten,
  (audit, chance) => {
    const done = rewritten(audit, chance);
    return { ...done, seals: resigned(done.seals, 0) };
  },
  (audit, chance) => ({ ...rewritten(audit, chance), seals: [] }),
  // The whole record begins later, as if the first entries had never been.
  (audit, chance) => {
    const ids = audit.entries.map(({ id }) => Number(id)).sort((a, b) => a - b);
    const from = ids[1 + chance.below(ids.length - 1)] ?? 0;
    const left = audit.entries.filter(({ id }) => Number(id) >= from);
    const entries = [...chains({ entries: left }).values()].flatMap(rechained);
    return rolledBack({ ...audit, entries });
  },
];

/** Each kind, with the ways in which it is done. */
export const TAMPERINGS = {
  edit,
  deletion,
  insertion,
  reordering,
  'cut tail': cutTail,
  fork,
  'full rewrite': rewrite,
} as const;
