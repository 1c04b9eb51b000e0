import type { CalendarDate } from '@assent/domain';
import { z, type ZodType } from 'zod';
import { Prisma } from '../generated/client';

/** A row as the database functions take it: JSON under the names of the columns. */
export type GivenRow = Readonly<Record<string, unknown>>;

type ColumnOf<Row> = keyof Row & string;

/** A part of a record in columns of another name or type. */
export interface Part<Row, Value, Column extends ColumnOf<Row> = ColumnOf<Row>> {
  readonly columns: readonly Column[];
  readonly read: (row: Pick<Row, Column>) => Value;
  readonly write: (value: Value) => Readonly<Partial<Record<string, unknown>>>;
}

/** The columns that can hold a value as is. A stored word counts as a word of its type. */
type Holding<Row, Value> = {
  [Column in ColumnOf<Row>]: Value extends Row[Column] ? Column : never;
}[ColumnOf<Row>];

/** The place of each property: a column, by name, or several. */
type Places<Row, Value> = {
  readonly [Name in keyof Value]-?: Holding<Row, Value[Name]> | Part<Row, Value[Name]>;
};

/** The properties of a record in the column of their own name. */
type Direct<Row, Held> = {
  [Name in keyof Held & ColumnOf<Row>]: Held[Name] extends Row[Name] ? Name : never;
}[keyof Held & ColumnOf<Row>];

type ColumnsOf<Place> = Place extends string
  ? Place
  : Place extends { readonly columns: readonly (infer Column)[] }
    ? Column
    : never;

type ColumnsOfAll<Parts> = { [Name in keyof Parts]: ColumnsOf<Parts[Name]> }[keyof Parts];

/** What the types require while a column of the schema is in no record. */
type NoneLeft<Column> = [Column] extends [never] ? unknown : { readonly heldByNoRecord: Column };

/** How a table keeps the records of one type. */
export interface Table<Row, Held> {
  /** The names of its columns in the database. */
  readonly columns: readonly string[];
  /** The columns of fields, all by default, as a raw statement reads them from a table of that alias. */
  readonly select: (alias: string, fields?: readonly ColumnOf<Row>[]) => Prisma.Sql;
  readonly read: (row: Row) => Held;
  readonly row: (record: Held) => GivenRow;
  /** The row without what never changes once written. */
  readonly changes: (record: Held) => GivenRow;
}

interface Shape<Row, Apart> {
  /** What never changes once written. */
  readonly fixed?: readonly ColumnOf<Row>[];
  /** Columns that other code writes. */
  readonly apart?: readonly Apart[];
  /** Columns whose database names are not their own in snake case. */
  readonly named?: Readonly<Partial<Record<ColumnOf<Row>, string>>>;
}

/**
 * Describes how a table of the schema keeps a record. A property with the name and type of a column
 * needs no entry. Every other property needs a place, and every column a property: the compiler
 * checks both, against the client generated from the schema.
 * @param Row a row as the client reads it
 * @param Held a record
 */
export function table<Row, Held>() {
  return <
    const Parts extends Places<Row, Omit<Held, Direct<Row, Held>>>,
    const Apart extends ColumnOf<Row> = never,
  >(
    fields: Readonly<Record<ColumnOf<Row>, string>>,
    parts: Parts &
      NoneLeft<Exclude<ColumnOf<Row>, Direct<Row, Held> | ColumnsOfAll<Parts> | Apart>>,
    { fixed = [], apart = [], named }: Shape<Row, Apart> = {},
  ): Table<Row, Held> => {
    const placed = Object.values<Place>(parts as never).flatMap(columnsOf);
    const direct = Object.keys(fields).filter(
      (field) => !placed.includes(field) && !(apart as readonly string[]).includes(field),
    );
    const places: Readonly<Record<string, Place>> = {
      ...Object.fromEntries(direct.map((field) => [field, field])),
      ...(parts as object),
    };
    const nameOf = (field: string) => named?.[field as ColumnOf<Row>] ?? snakeCase(field);
    const given = (record: Held, without: readonly string[]): GivenRow =>
      Object.fromEntries(
        Object.entries(written(places, record)).flatMap(([field, value]) =>
          without.includes(field) ? [] : [[nameOf(field), value]],
        ),
      );
    const all = [...direct, ...placed];
    return {
      columns: all.map(nameOf),
      select: (alias, some = all as ColumnOf<Row>[]) =>
        Prisma.raw(some.map((field) => `${alias}.${nameOf(field)} AS "${field}"`).join(', ')),
      read: (row) => readPlaces(places, row) as Held,
      row: (record) => given(record, []),
      changes: (record) => given(record, fixed),
    };
  };
}

/** The parts of a table's records. */
export function partsOf<Row>() {
  type Column = ColumnOf<Row>;

  /** A column whose value the record has in another form. */
  function told<const Of extends Column, Value>(
    column: Of,
    read: (stored: never) => Value,
    write: (value: Value) => unknown,
  ): Part<Row, Value, Of> {
    return {
      columns: [column],
      read: (row) => read(row[column] as never),
      write: (value) => ({ [column]: write(value) }),
    };
  }

  /** The same part, null in the record if one of the columns is empty. */
  function nullable<Value, Of extends Column>(
    { columns, read, write }: Part<Row, Value, Of>,
    needed: readonly Of[] = columns,
  ): Part<Row, Value | null, Of> {
    return {
      columns,
      read: (row) => (needed.some((column) => row[column] === null) ? null : read(row)),
      write: (value) =>
        value === null ? Object.fromEntries(columns.map((column) => [column, null])) : write(value),
    };
  }

  return {
    nullable,

    /** The same part with `otherwise` in place of null. */
    orElse: <Value, Of extends Column>(
      { columns, read, write }: Part<Row, Value | null, Of>,
      otherwise: Value,
    ): Part<Row, Value, Of> => ({ columns, read: (row) => read(row) ?? otherwise, write }),

    /** A property that is absent if its column is empty. */
    ifGiven: <const Of extends Column, Word extends NonNullable<Row[Of]> = NonNullable<Row[Of]>>(
      column: Of,
    ): Part<Row, Word | undefined, Of> => ({
      columns: [column],
      read: (row) => (row[column] ?? undefined) as Word | undefined,
      write: (value) => ({ [column]: value ?? null }),
    }),

    /** A column under another name. */
    column: <const Of extends Column>(column: Of): Part<Row, Row[Of], Of> => ({
      columns: [column],
      read: (row) => row[column],
      write: (value) => ({ [column]: value }),
    }),

    /** A list of words. */
    list: <const Of extends Column, Word extends string = string>(
      column: Of,
    ): Part<Row, readonly Word[], Of> =>
      told(
        column,
        (stored: readonly Word[]) => stored,
        (words) => words,
      ),

    /** A date without a time. */
    date: <const Of extends Column>(column: Of): Part<Row, CalendarDate, Of> =>
      told(column, calendarDate, (date) => date),

    /** Bytes that the record has in hexadecimal digits. */
    bytes: <const Of extends Column>(column: Of): Part<Row, string, Of> =>
      told(column, hexadecimal, (digits) => `\\x${digits}`),

    /** The same as a property that is absent if its column is empty. */
    bytesIfGiven: <const Of extends Column>(column: Of): Part<Row, string | undefined, Of> => ({
      columns: [column],
      read: (row) => (row[column] === null ? undefined : hexadecimal(row[column] as Uint8Array)),
      write: (digits) => ({ [column]: digits === undefined ? null : `\\x${digits}` }),
    }),

    /** JSON, checked by a schema when read. */
    json: <const Of extends Column, Value>(
      column: Of,
      schema: ZodType<Value>,
    ): Part<Row, Value, Of> =>
      told(
        column,
        (stored: unknown) => checked(column, schema, stored),
        (value) => value,
      ),

    /** The same as a property that is absent if its column is empty. */
    jsonIfGiven: <const Of extends Column, Value>(
      column: Of,
      schema: ZodType<Value>,
    ): Part<Row, Value | undefined, Of> => ({
      columns: [column],
      read: (row) => (row[column] === null ? undefined : checked(column, schema, row[column])),
      write: (value) => ({ [column]: value ?? null }),
    }),

    /** Properties grouped in the record. */
    group:
      <Value>() =>
      <const Parts extends Places<Row, Value>>(
        places: Parts,
      ): Part<Row, Value, ColumnsOfAll<Parts> & Column> => ({
        columns: Object.values<Place>(places as never).flatMap(columnsOf) as never,
        read: (row) => readPlaces(places as never, row) as Value,
        write: (value) => written(places as never, value),
      }),
  };
}

/** A column by its name, or a part of more. */
type Place = string | Part<never, never, never>;

function columnsOf(place: Place): readonly string[] {
  return typeof place === 'string' ? [place] : place.columns;
}

function readPlaces(places: Readonly<Record<string, Place>>, row: unknown): unknown {
  const columns = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(places).flatMap(([name, place]) => {
      const value: unknown = typeof place === 'string' ? columns[place] : place.read(columns);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function written(
  places: Readonly<Record<string, Place>>,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const properties = value as Readonly<Record<string, unknown>>;
  return Object.assign(
    {},
    ...Object.entries(places).map(([name, place]) =>
      typeof place === 'string'
        ? { [place]: properties[name] ?? null }
        : place.write(properties[name] as never),
    ),
  ) as Readonly<Record<string, unknown>>;
}

function checked<Value>(column: string, schema: ZodType<Value>, stored: unknown): Value {
  const result = schema.safeParse(stored);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
  throw new Error(`the column ${column} holds what no build wrote: ${faults.join(', ')}`);
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** Prisma reads a date column as midnight UTC. */
export function calendarDate(midnight: Date): CalendarDate {
  return midnight.toISOString().slice(0, 10);
}

/** Hexadecimal digits as a column of bytes takes them. */
export function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Any word that a build wrote, this version or another. */
export function word<Word extends string>(): ZodType<Word> {
  return z.string() as unknown as ZodType<Word>;
}
