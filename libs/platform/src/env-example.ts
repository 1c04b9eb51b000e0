import {
  apiVariables,
  migrationVariables,
  variableNotes,
  type VariableNotes,
  workerVariables,
} from './config-variables';

/** The text of `.env.example`: every variable, who reads it, and its default. */
export function envExample(): string {
  const paragraphs = Object.entries(variableNotes).map(([name, notes]) => paragraph(name, notes));
  return `# What the API, the worker and the migration read from their environment.
# Generated from libs/platform/src/config-variables.ts by \`npm run generate\`.

${paragraphs.join('\n\n')}
`;
}

function paragraph(name: string, { about, fallback, optional }: VariableNotes): string {
  const need = fallback === undefined && optional !== true ? 'required' : 'optional';
  const assignment = `${name}=${quoted(fallback ?? '')}`;
  return [
    `# ${readers(name)}, ${need}: ${about}`,
    fallback === undefined && optional !== true ? assignment : `# ${assignment}`,
  ].join('\n');
}

function readers(name: string): string {
  const programs = { API: apiVariables, worker: workerVariables, migration: migrationVariables };
  const reading = Object.entries(programs)
    .filter(([, { shape }]) => name in shape)
    .map(([program]) => program);
  return new Intl.ListFormat('en-US').format(reading);
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
