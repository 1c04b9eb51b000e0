/** Writes the files that are generated from code: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const root = new URL('../', import.meta.url);
const { envExample } = require('../libs/platform/dist/index.js');

writeFileSync(new URL('.env.example', root), envExample());
