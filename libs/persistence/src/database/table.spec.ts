import { z } from 'zod';
import { partsOf, table } from './table';

interface Row {
  id: string;
  kind: string;
  bornOn: Date;
  endedOn: Date | null;
  digest: Uint8Array;
  answers: unknown;
  heldBy: string | null;
  heldAt: Date | null;
}

interface Held {
  readonly id: string;
  readonly kind: 'new' | 'renewal';
  readonly born: string;
  readonly endedOn: string | null;
  readonly digest: string;
  readonly answers: { readonly count: number };
  readonly holder: { readonly by: string; readonly at: Date } | null;
}

const of = partsOf<Row>();
const FIELDS = {
  id: 'id',
  kind: 'kind',
  bornOn: 'bornOn',
  endedOn: 'endedOn',
  digest: 'digest',
  answers: 'answers',
  heldBy: 'heldBy',
  heldAt: 'heldAt',
} as const;
const PARTS = {
  born: of.date('bornOn'),
  endedOn: of.nullable(of.date('endedOn')),
  digest: of.bytes('digest'),
  answers: of.json('answers', z.looseObject({ count: z.number() })),
  holder: of.nullable(of.group<{ by: string; at: Date }>()({ by: 'heldBy', at: 'heldAt' })),
};
const HELD = table<Row, Held>()(FIELDS, PARTS, {
  fixed: ['kind'],
  named: { kind: 'request_kind' },
});

const at = new Date('2026-11-24T15:00:00Z');
const row: Row = {
  id: 'a',
  kind: 'new',
  bornOn: new Date('1958-03-09T00:00:00Z'),
  endedOn: null,
  digest: new Uint8Array([171, 1]),
  answers: { count: 3, later: true },
  heldBy: 'pia',
  heldAt: at,
};
const held = {
  id: 'a',
  kind: 'new',
  born: '1958-03-09',
  endedOn: null,
  digest: 'ab01',
  answers: { count: 3, later: true },
  holder: { by: 'pia', at },
} as const;

describe('a table', () => {
  it('reads a record from a row', () => {
    expect(HELD.read(row)).toEqual(held);
    expect(HELD.read({ ...row, heldBy: null }).holder).toBeNull();
  });

  it('names each column that a record fills, including empty ones', () => {
    const columns = { id: 'a', born_on: '1958-03-09', ended_on: null, digest: '\\xab01' };
    const rest = { answers: held.answers, held_by: 'pia', held_at: at };
    expect(HELD.row(held)).toEqual({ ...columns, ...rest, request_kind: 'new' });
    expect(HELD.changes({ ...held, holder: null })).toEqual({
      ...columns,
      ...rest,
      held_by: null,
      held_at: null,
    });
  });

  it('refuses JSON that no build wrote, naming its place but not its value', () => {
    expect(() => HELD.read({ ...row, answers: { count: 'Nadia' } })).toThrow(
      new Error('the column answers holds what no build wrote: count (invalid_type)'),
    );
  });

  it('does not compile if a record lacks a column of the schema', () => {
    const described = { ...FIELDS, newest: 'newest' } as const;
    // @ts-expect-error: `newest` is in no record
    table<Row & { newest: string }, Held>()(described, PARTS);
    expect(
      table<Row & { newest: string }, Held & { newest: string }>()(described, PARTS),
    ).toBeDefined();
  });

  it('does not compile if a property of the record has no column, or one of another type', () => {
    const { born: _, ...without } = PARTS;
    // @ts-expect-error: `born` is missing
    table<Row, Held>()(FIELDS, without);
    // @ts-expect-error: the column may be empty, and the record has no word for that
    table<Row, Held>()(FIELDS, { ...PARTS, born: of.nullable(of.date('bornOn')) });
    expect(HELD.columns).toContain('born_on');
  });
});
