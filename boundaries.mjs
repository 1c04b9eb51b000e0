/**
 * Which project may import which, and what from outside. Anything that is not listed is an error;
 * a project that is not listed fails the lint run. `null` for packages means: any.
 */
export const projects = {
  'libs/vocabulary': { imports: [], packages: [] },
  'libs/domain': { imports: ['vocabulary'], packages: ['temporal-polyfill'] },
  'libs/criteria': { imports: ['domain', 'vocabulary'], packages: ['zod'] },
  'libs/guidelines': { imports: ['criteria', 'domain'], packages: ['canonicalize', 'node:'] },
  'libs/contracts': {
    imports: ['domain', 'criteria', 'guidelines', 'vocabulary'],
    packages: ['validator', 'zod'],
  },
  'libs/application': {
    imports: ['domain', 'criteria', 'guidelines'],
    packages: [],
  },
  'libs/letters': {
    imports: ['application'],
    packages: ['@expo-google-fonts/open-sans', 'entities', 'fontkit', 'node:', 'pdfkit'],
  },
  'libs/persistence': {
    imports: ['application', 'domain', 'criteria'],
    packages: ['@opentelemetry/api', '@prisma/', 'node:', 'pg', 'zod'],
  },
  'libs/platform': { imports: ['application', 'domain', 'workflows'], packages: null },
  'libs/local': { imports: ['platform'], packages: null },
  workflows: { imports: ['domain'], packages: ['@temporalio/workflow', '@temporalio/common'] },
  'apps/api': {
    imports: [
      'application',
      'contracts',
      'criteria',
      'domain',
      'guidelines',
      'letters',
      'persistence',
      'platform',
    ],
    packages: null,
  },
  'apps/worker': {
    imports: ['application', 'letters', 'persistence', 'platform', 'workflows'],
    packages: null,
  },
  'apps/stack': { imports: ['local', 'persistence', 'platform', 'workflows'], packages: null },
  'apps/evaluate': {
    imports: ['contracts', 'criteria', 'domain', 'guidelines'],
    packages: ['node:'],
  },
  'apps/web': {
    imports: ['vocabulary'],
    packages: [
      '@internationalized/date',
      '@tanstack/',
      'eventsource-parser',
      'fastest-levenshtein',
      'oidc-client-ts',
      'react',
      'react-aria-components',
      'react-dom',
      'recharts',
    ],
  },
  test: { imports: null, packages: null },
};

/** ESLint configurations that hold each project to its row. */
export function boundaryRules() {
  return Object.entries(projects).map(([folder, { imports, packages }]) => ({
    files: [`${folder}/src/**/*.{ts,tsx}`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...(imports ? [projectPattern(folder, imports)] : []),
            ...(packages ? [packagePattern(folder, packages)] : []),
            {
              regex: '^(\\.\\./)+(apps|libs|workflows|test)/',
              message: 'import another project by its name, `@assent/…`',
            },
          ],
        },
      ],
    },
  }));
}

function projectPattern(folder, imports) {
  const own = folder.split('/').at(-1);
  const allowed = [...imports, own].join('|');
  return {
    regex: `^@assent/(?!(${allowed})$)`,
    message: `${folder} may import only ${imports.map((name) => `@assent/${name}`).join(', ') || 'nothing of the other projects'}; see boundaries.mjs`,
  };
}

/** A name that ends in `/` or `:` stands for all that begins with it, another for that package alone. */
function packagePattern(folder, packages) {
  const allowed = packages.map((name) => {
    const literal = name.replace(/[/.]/g, '\\$&');
    return /[/:]$/.test(name) ? literal : `${literal}(/|$)`;
  });
  const others = ['\\.', '@assent/', ...allowed].join('|');
  return {
    regex: `^(?!${others})`,
    message: `${folder} may use only ${packages.join(', ') || 'nothing'} from outside; see boundaries.mjs`,
  };
}
