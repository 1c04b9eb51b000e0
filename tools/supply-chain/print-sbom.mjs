/** `npm run --silent sbom` prints what the lockfile holds as a software bill of materials. */
import { readLockfile, textOf } from './packages.mjs';
import { sbomOf } from './sbom.mjs';

const sbom = sbomOf(readLockfile(), JSON.parse(textOf('package.json')));
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
