/** Writes the files that are generated from code: `npm run generate`. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { licensesPage } from './supply-chain/licenses.mjs';
import { readLockfile } from './supply-chain/packages.mjs';

const require = createRequire(import.meta.url);
const root = new URL('../', import.meta.url);
const { envExample } = require('../libs/platform/dist/index.js');
const {
  accessMatrixPage,
  openApiDocument,
  operations,
} = require('../libs/contracts/dist/index.js');

writeFileSync(new URL('.env.example', root), envExample());
// The contract without the calls that only the local stack serves.
const contract = openApiDocument(Object.values(operations));
writeFileSync(
  new URL('docs/generated/openapi.json', root),
  `${JSON.stringify(contract, null, 2)}\n`,
);

writeFileSync(new URL('docs/generated/licenses.md', root), licensesPage(readLockfile()));
writeFileSync(
  new URL('docs/generated/access.md', root),
  accessMatrixPage(Object.values(operations)),
);

// What Postgres is sent is seen by sending it, and what is met by naming tests: the specs that hold
// these files to it write them.
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    ...['--config', 'test/jest.config.cjs'],
    ...['src/record/statements', 'src/security/asvs'],
  ],
  {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      TZ: 'UTC',
      WRITE_STATEMENTS: 'yes',
      WRITE_ASVS: 'yes',
    },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
