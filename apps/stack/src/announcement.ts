import type { StackAddresses } from './run-folder';

/** What people read once the stack is up: where everything is, and how to sign in. */
export function announcement(addresses: StackAddresses): string {
  const rows: [string, string][] = [
    ['Web app', addresses.web],
    ['API', addresses.api],
    ['OpenAPI', `${addresses.api}/openapi.json`],
    ['Temporal', addresses.temporal],
    ['Temporal UI', addresses.temporalUi],
    ['Mail', addresses.mail],
    ['Postgres', addresses.database],
  ];
  return `
Assent is running.

${rows.map(([name, address]) => `  ${name.padEnd(12)} ${address}`).join('\n')}

Open the web app and choose a role. To call the API, get a token for one of the roles intake, pharmacist, medical-director, auditor or admin:
  curl -s ${addresses.api}/dev/token -H 'content-type: application/json' -d '{"role":"intake","subject":"me"}'

Ctrl-C stops everything. The addresses are also in .run/stack.json, the logs in .run.
`;
}
