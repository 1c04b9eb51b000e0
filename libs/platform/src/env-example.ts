import {
  apiVariables,
  variableNotes,
  type VariableNotes,
  workerVariables,
} from './config-variables';

/** The text of `.env.example`: every variable, who reads it, and its default. */
export function envExample(): string {
  const paragraphs = Object.entries(variableNotes).map(([name, notes]) => paragraph(name, notes));
  return `# What the API and the worker read from their environment.
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
  if (!(name in workerVariables.shape)) return 'API';
  return name in apiVariables.shape ? 'API and worker' : 'worker';
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
