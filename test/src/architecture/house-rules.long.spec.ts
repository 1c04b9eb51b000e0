import { brokenRules } from './planted';

const PURE = [
  'libs/domain/src/index.ts',
  'libs/criteria/src/index.ts',
  'libs/guidelines/src/index.ts',
  'libs/contracts/src/index.ts',
  'libs/application/src/index.ts',
  'libs/persistence/src/index.ts',
  'workflows/src/index.ts',
];
const EDGES = ['libs/platform/src/index.ts', 'apps/api/src/index.ts', 'apps/stack/src/index.ts'];
const TIME = ['no-restricted-properties', 'no-restricted-syntax'];

const NOW = [
  'export const now = Date.now();',
  'export const now = new Date();',
  'export const now = new Date;',
  'export const now = () => Temporal.Now.instant();',
];
const ANOTHER_DAY = [
  'export const epoch = new Date(0);',
  'export const at = (ms: number) => new Date(ms);',
];
const IN_PASSING = "export const sneaked = import('node:fs');";

/** Which of the files may say each text. */
const takers = new Map<string, readonly string[]>();

beforeAll(async () => {
  const files = [...PURE, ...EDGES];
  const planted = [...NOW, ...ANOTHER_DAY, IN_PASSING].flatMap((text) =>
    files.map((file) => ({ file, text })),
  );
  const broken = await brokenRules(planted, TIME, { typed: false });
  const fine = planted.filter((_, position) => broken[position]!.length === 0);
  for (const { text } of planted) {
    takers.set(
      text,
      fine.filter((each) => each.text === text).map(({ file }) => file),
    );
  }
});

describe('the time', () => {
  it.each(NOW)('is read with `%s` at the edges only', (text) => {
    expect(takers.get(text)).toEqual(EDGES);
  });

  it.each(ANOTHER_DAY)('of another day can be written anywhere as `%s`', (text) => {
    expect(takers.get(text)).toEqual([...PURE, ...EDGES]);
  });
});

it('pure code has no inline imports, which would bypass the boundaries', () => {
  expect(takers.get(IN_PASSING)).toEqual(EDGES);
});

it('a pattern applied to input runs in time proportional to its length', async () => {
  const patterns = ['^[^@]+@[^@]+\\.[^@]+$', '^(?:a+)+$', '\\s+$', '^[^@]+@[^@.]+(?:\\.[^@.]+)+$'];
  const broken = await brokenRules(
    patterns.map((pattern) => ({
      file: 'libs/contracts/src/index.ts',
      text: `export const pattern = /${pattern}/;\n`,
    })),
    ['regexp/no-super-linear-backtracking', 'regexp/no-super-linear-move'],
    { typed: false },
  );
  expect(broken).toEqual([
    ['regexp/no-super-linear-backtracking'],
    ['regexp/no-super-linear-backtracking'],
    ['regexp/no-super-linear-move'],
    [],
  ]);
});

it('a controller takes what it needs, and never the whole request', async () => {
  const taken = ['@Req()', '@Request()', '@Headers()', '@Body()', '@CaseId()', '@Res()'];
  const broken = await brokenRules(
    taken.map((decorator) => ({
      file: 'apps/api/src/modules/case/cases.controller.ts',
      text: `class Planted { view(${decorator} taken: unknown) { return taken; } }\n`,
    })),
    TIME,
    { typed: false },
  );
  const REFUSED = ['no-restricted-syntax'];
  expect(broken).toEqual([REFUSED, REFUSED, REFUSED, [], [], []]);
});

it('only the modules that encrypt make clients and workers of Temporal', async () => {
  const RULE = '@typescript-eslint/no-restricted-imports';
  const texts = [
    "import { Client } from '@temporalio/client';",
    "import { WorkflowClient } from '@temporalio/client';",
    "import * as temporal from '@temporalio/client';",
    "import { Worker } from '@temporalio/worker';",
    "import type { Client } from '@temporalio/client';",
    "import { Connection } from '@temporalio/client';",
    "import { NativeConnection } from '@temporalio/worker';",
  ];
  const brokenIn = (file: string) =>
    brokenRules(
      texts.map((text) => ({ file, text })),
      [RULE],
      { typed: false },
    );
  const REFUSED = [RULE];
  const expected = [REFUSED, REFUSED, REFUSED, REFUSED, [], [], []];
  for (const file of ['apps/worker/src/program.ts', 'test/src/workflow/stage.ts']) {
    expect(await brokenIn(file)).toEqual(expected);
  }
  const own = ['libs/platform/src/temporal-data.ts', 'apps/worker/src/case-worker.ts'];
  for (const file of own) expect(await brokenIn(file)).toEqual(texts.map(() => []));
});

describe('the lint rules that use types', () => {
  const typed = {
    '@typescript-eslint/no-floating-promises': ['Promise.resolve(1);', 'await Promise.resolve(1);'],
    '@typescript-eslint/no-misused-promises': [
      '[1].forEach(async () => { await Promise.resolve(1); });',
      '[1].forEach(() => undefined);',
    ],
    '@typescript-eslint/no-explicit-any': ['export let x: any;', 'export let x: unknown;'],
    '@typescript-eslint/no-unsafe-return': [
      "export const read = (): string => JSON.parse('1');",
      "export const read = (): unknown => JSON.parse('1') as unknown;",
    ],
    '@typescript-eslint/switch-exhaustiveness-check': [
      "export function f(x: 'a' | 'b'): void { switch (x) { case 'a': return; } }",
      "export function f(x: 'a' | 'b'): void { switch (x) { case 'a': case 'b': return; } }",
    ],
    '@typescript-eslint/no-require-imports': ["require('node:fs');", 'require;'],
  } as const;
  const rules = Object.entries(typed);

  it('find planted errors, and nothing in correct code', async () => {
    const planted = rules.flatMap(([, texts]) =>
      texts.map((text) => ({ file: 'libs/domain/src/index.ts', text: `${text}\nexport {};\n` })),
    );
    const broken = await brokenRules(planted, Object.keys(typed), { typed: true });
    expect(broken).toEqual(rules.flatMap(([rule]) => [[rule], []]));
  }, 240_000);
});
