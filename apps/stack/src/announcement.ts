import type { StackAddresses } from './run-folder';

/** What people read once the stack serves: where everything is, and how to get in. */
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

Open the web app and choose a role. For the API, a token for one of intake, pharmacist, medical-director, auditor, admin:
  curl -s ${addresses.api}/dev/token -H 'content-type: application/json' -d '{"role":"intake","subject":"me"}'

Ctrl-C stops everything; the addresses are in .run/stack.json, the logs below .run.
`;
}
