import { assert, array, dictionary, jsonValue, property, string } from 'fast-check';
import { memberCount, repeatedMembers } from './json-members';
import { readJson } from './json-text';

function faults(text: string): string[] {
  return readJson(text)?.faults.map(({ path, code }) => `${path}: ${code}`) ?? ['no JSON'];
}

test('reads JSON', () => {
  expect(readJson('{"facts":{"setting":"self-administered"}}')).toEqual({
    value: { facts: { setting: 'self-administered' } },
    faults: [],
  });
});

test.each(['', '{', '{"a":1}}', "{'a':1}", '{"a":NaN}', '\ufeff{}'])(
  'recognizes `%s` as invalid JSON',
  (text) => {
    expect(readJson(text)).toBeNull();
  },
);

test.each([
  ['a NUL character', String.raw`{"member":{"givenName":"A\u0000na"}}`, 'member.givenName'],
  ['half a character', String.raw`{"list":["fine","\ud83d!"]}`, 'list.1'],
  ['a member name with a NUL character', String.raw`{"facts":{"a\u0000":1}}`, 'facts'],
])('finds %s, which the database cannot store', (_, text, path) => {
  expect(faults(text)).toEqual([`${path}: unusable-character`]);
});

test('finds numbers that are too large, wherever they are', () => {
  expect(faults('{"facts":{"a":1e999,"b":[1e308,-1e309]}}')).toEqual([
    'facts.b.1: out-of-range',
    'facts.a: out-of-range',
  ]);
  expect(faults('1e999')).toEqual([': out-of-range']);
});

test('keeps whole characters that are written as escapes', () => {
  expect(readJson(String.raw`{"name":"\ud83d\ude00 \u00fc"}`)).toEqual({
    value: { name: '😀 ü' },
    faults: [],
  });
});

describe('texts that look the same are the same', () => {
  test.each([
    ['decomposed', '{"name":"Nun\u0303ez"}', 'Nuñez'],
    ['decomposed by escapes', String.raw`{"name":"Nun\u0303ez"}`, 'Nuñez'],
    ['with a zero-width space', '{"name":"FB10\u200b02003"}', 'FB1002003'],
    ['with a soft hyphen as an escape', String.raw`{"name":"FB10\u00ad02003"}`, 'FB1002003'],
    ['with a direction mark and a word joiner', '{"name":"\u200eFB1002003\u2060"}', 'FB1002003'],
    ['separated by an invisible character', '{"name":"Nun\u034f\u0303ez"}', 'Nuñez'],
    ['only of invisible characters', '{"name":"\u200b\u00ad\u3164"}', ''],
  ])('%s', (_, text, name) => {
    expect(readJson(text)).toEqual({ value: { name }, faults: [] });
  });

  test('at every depth, and the result stays the same when it is read again', () => {
    assert(
      property(jsonValue({ noUnicodeString: false }), (sent) => {
        const first = readJson(JSON.stringify(sent));
        if (!first || first.faults.length > 0) return true;
        const again = readJson(JSON.stringify(first.value));
        return (
          JSON.stringify(again?.value) === JSON.stringify(first.value) &&
          !/\p{Default_Ignorable_Code_Point}/u.test(textsIn(first.value))
        );
      }),
    );
  });

  test('except for a pile of combining marks, which is not writing and is refused within a bounded time', () => {
    const pile = `a${'\u0301\u200b\u0327'.repeat(150_000)}`;
    expect(faults(JSON.stringify({ list: [pile] }))).toEqual(['list.0: unusable-character']);
    expect(faults(`{"name":"a${String.raw`\u0301`.repeat(31)}"}`)).toEqual([
      'name: unusable-character',
    ]);
    expect(faults(JSON.stringify({ name: `a${'\u0301'.repeat(30)}` }))).toEqual([]);
  });
});

/** The texts of a value, without the names of its members. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Object ? Object.values(value).map(textsIn).join('') : '';
}

test('finds a body with endless nesting', () => {
  const nested = (depth: number) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
  const codes = (text: string) => readJson(text)?.faults.map(({ code }) => code);
  expect([4_000, 50_000].map((depth) => codes(nested(depth)))).toEqual([
    ['too-deep'],
    ['too-large'],
  ]);
  expect(codes('['.repeat(50_000))).toEqual(['too-large']);
});

test('treats brackets in a string as text, however many there are', () => {
  const note = '[{"'.repeat(10_000);
  expect(readJson(JSON.stringify({ note }))).toEqual({ value: { note }, faults: [] });
  expect(readJson(`"${'['.repeat(30_000)}`)).toBeNull();
});

const BOUNDS = { most: 1_000, deepest: 100 };

describe('members that appear twice', () => {
  test.each([
    ['{"drug":"ixazomib","drug":"ixazomib"}', ['drug']],
    ['{"a":1,"a":2,"a":3}', ['a', 'a']],
    ['{"facts":{"setting":1},"drug":"x","facts":{}}', ['facts']],
    ['{"list":[{"a":1},[0,{"a":1,"b":[],"a":2}]]}', ['list.1.1.a']],
    [String.raw`{"ab":1,"\u0061b":2}`, ['ab']],
    [String.raw`{"q\"{":1 , "q\"{" : 2}`, ['q"{']],
    ['{"":1,"":2}', ['']],
  ])('are named: %s', (text, paths) => {
    expect(faults(text)).toEqual(paths.map((path) => `${path}: repeated-member`));
  });

  test('are found even if the hidden value is nested deeply', () => {
    const deep = `${'['.repeat(9_000)}${']'.repeat(9_000)}`;
    expect(faults(`{"a":${deep},"a":1}`)).toEqual(['a: repeated-member']);
  });

  test('are named up to a limit, however many and however deep they are', () => {
    const deep = `${'{"b":1,"b":'.repeat(9_000)}1${'}'.repeat(9_000)}`;
    const found = faults(`{"a":${deep},"a":1}`);
    expect(found).toHaveLength(200);
    expect(found.at(-1)).toMatch(/^a(\.b){15}: repeated-member$/);
  });

  test('do not exist in what JSON.stringify writes, whatever its texts contain', () => {
    assert(
      property(jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, null, 1);
        return (
          repeatedMembers(text, BOUNDS).length === 0 && memberCount(text) === membersWritten(text)
        );
      }),
    );
  });

  test('are counted by how many members the parsed object lacks', () => {
    const member = dictionary(string(), jsonValue(), { minKeys: 1, maxKeys: 1 });
    assert(
      property(array(member), (members) => {
        const written = members.map((one) => JSON.stringify(one).slice(1, -1));
        const text = `{${written.join(' ,\n')}}`;
        const kept = Object.keys(new Object(JSON.parse(text))).length;
        return kept + repeatedMembers(text, BOUNDS).length === members.length;
      }),
    );
  });
});

/** How many members the parser meets. */
function membersWritten(text: string): number {
  let members = -1;
  JSON.parse(text, function (this: unknown, _name, value: unknown) {
    if (!Array.isArray(this)) members += 1;
    return value;
  });
  return members;
}

test.each([
  ['members', Object.fromEntries(Array.from({ length: 10_001 }, (_, name) => [`m${name}`, name]))],
  ['entries of lists', { facts: { agents: Array(10_000).fill(1) } }],
])('names a single error for a body with too many %s', (_, body) => {
  const faults = readJson(JSON.stringify(body))?.faults;
  expect(faults?.map(({ path, code }) => [path, code])).toEqual([['', 'too-large']]);
});

test.each([
  [10_000, []],
  [10_001, ['too-large']],
])('accepts up to 10,000 parts, however short they are: %d', (parts, codes) => {
  const text = `[${Array(parts).fill(0).join(',')}]`;
  expect(readJson(text)?.faults.map(({ code }) => code)).toEqual(codes);
});

test.each([
  '{"facts":{"__proto__":{"x":1}}}',
  '{"facts":{"__pro\\u0074o__":1}}',
  '{"facts":[{"__proto__":null}]}',
])('refuses a member that would be dropped silently: %s', (text) => {
  const faults = readJson(text)?.faults ?? [];
  expect(faults.map(({ path, code }) => [path.replace('.0', ''), code])).toEqual([
    ['facts.__proto__', 'unknown-member'],
  ]);
});

test('accepts a text with that name', () => {
  expect(readJson('{"note":"__proto__"}')).toEqual({ value: { note: '__proto__' }, faults: [] });
});
