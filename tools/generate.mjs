/** Writes the files that are generated from code: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const root = new URL('../', import.meta.url);
const { envExample } = require('../libs/platform/dist/index.js');
const { openApiDocument, operations } = require('../libs/contracts/dist/index.js');

writeFileSync(new URL('.env.example', root), envExample());
// The contract without the calls that only the local stack serves.
const contract = openApiDocument(Object.values(operations));
writeFileSync(
  new URL('docs/generated/openapi.json', root),
  `${JSON.stringify(contract, null, 2)}\n`,
);
