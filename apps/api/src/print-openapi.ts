import { openApiDocument, operations } from '@assent/contracts';

/** Prints what `docs/generated/openapi.json` holds: the contract without the local stack's calls. */
process.stdout.write(`${JSON.stringify(openApiDocument(Object.values(operations)), null, 2)}\n`);
