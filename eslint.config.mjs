import reactHooks from 'eslint-plugin-react-hooks';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { boundaryRules } from './boundaries.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.run/**',
      'libs/persistence/src/generated/**',
      'apps/web/src/client/**',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      // The style speaks of shapes as interfaces where they are extended, and as types where they are unions.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
      'no-template-curly-in-string': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'kill',
          message: 'use signalProcess of @assent/local, which never signals a group of processes',
        },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { regexp },
    rules: {
      // A pattern over what somebody sends takes time in proportion to its length, whatever was sent.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: [
      'libs/{domain,criteria,guidelines,contracts,application,persistence}/src/**/*.ts',
      'workflows/src/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'take the time from the clock port' },
        { property: 'Now', message: 'take the time from the clock port' },
        ...['findUnique', 'findUniqueOrThrow'].map((property) => ({
          property,
          message:
            'use findFirst: the client makes one statement of those that several callers ask for at a moment, and it would have one reader',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'take the time from the clock port',
        },
        {
          selector: 'ImportExpression',
          message: 'import at the top of the file, where boundaries.mjs sees it',
        },
      ],
    },
  },
  {
    // The modules that give a client or a worker the codec, and the check that replays with it.
    files: ['**/*.ts'],
    ignores: [
      'libs/platform/src/temporal-data.ts',
      'apps/worker/src/case-worker.ts',
      'test/src/replay/histories.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@temporalio/client',
              importNames: [
                'Client',
                'WorkflowClient',
                'ScheduleClient',
                'AsyncCompletionClient',
                'ActivityClient',
                'TaskQueueClient',
              ],
              allowTypeImports: true,
              message:
                'use temporalClient of @assent/platform: it encrypts what goes into Temporal',
            },
            {
              name: '@temporalio/worker',
              importNames: ['Worker'],
              allowTypeImports: true,
              message: 'use caseWorker of @assent/worker: it encrypts what goes into Temporal',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Decorator > CallExpression[callee.name=/^(Req|Request|RawBody|Headers)$/]',
          message:
            'take what the method needs: @Body and @Query with a SchemaPipe, or a decorator of http/parameters.ts or http/path.ts',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  { files: ['apps/{evaluate,stack}/**/*.ts', 'tools/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(CallExpression[callee.name=/^use(Layout|Insertion)?Effect$/], JSXAttribute[name.name="ref"] > JSXExpressionContainer) > ArrowFunctionExpression[body.type!=/^(BlockStatement|ArrowFunctionExpression)$/]',
          message:
            'write a block: React calls what this returns as the cleanup, such as the Promise of scrollIntoView in newer browsers',
        },
      ],
    },
  },
  ...boundaryRules(),
);
