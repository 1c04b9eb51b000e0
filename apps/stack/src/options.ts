/** What was asked for on the command line. */
export interface StackOptions {
  readonly verb: 'start' | 'sandbox';
  /** Wipe all data before starting. */
  readonly reset: boolean;
  /** The port the API should have. */
  readonly port: number;
}

const DEFAULT_PORT = 3000;

/** @throws when an argument or PORT cannot be used. */
export function stackOptions(
  verb: 'start' | 'sandbox',
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StackOptions {
  const unknown = args.find((arg) => arg !== '--reset');
  if (unknown !== undefined) {
    throw new Error(
      `there is no option \`${unknown}\`; use \`npm run ${verb}\` or \`npm run ${verb} -- --reset\``,
    );
  }
  return { verb, reset: args.includes('--reset'), port: portFrom(env['PORT']) };
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new Error(`PORT is \`${text}\`, which is no port; set it to a number from 1 to 65535`);
}
