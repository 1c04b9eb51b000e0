/** Shared Jest set-up: TypeScript through swc, workspace packages from their sources. */
const root = __dirname;
module.exports = {
  rootDir: root,
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        ...JSON.parse(require('fs').readFileSync(root + '/.swcrc', 'utf8')),
        swcrc: false,
        exclude: [],
      },
    ],
  },
  // ESM-only packages are compiled too, because the tests run as CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(oidc-provider|@fastify/static|content-disposition|@nestjs|@prisma/schema-engine-wasm|canonicalize|entities|temporal-polyfill|temporal-utils|jose|uuidv7|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit)/)',
  ],
  moduleNameMapper: {
    '^@assent/workflows$': root + '/workflows/src/index.ts',
    '^@assent/(api|worker|stack|evaluate)$': root + '/apps/$1/src/index.ts',
    '^@assent/([a-z]+)$': root + '/libs/$1/src/index.ts',
  },
};
