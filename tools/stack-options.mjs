const DEFAULT_PORT = 3000;

/**
 * What was asked for on the command line. Judged before anything is installed or built, which takes
 * minutes.
 *
 * @returns whether all data is wiped first, and the port that the API should have.
 * @throws when an argument or PORT cannot be used.
 */
export function stackOptions(verb, args, env) {
  const unknown = args.find((arg) => arg !== '--reset');
  if (unknown !== undefined) {
    throw new Error(
      `there is no option \`${unknown}\`; use \`npm run ${verb}\` or \`npm run ${verb} -- --reset\``,
    );
  }
  return { reset: args.includes('--reset'), port: portFrom(env.PORT) };
}

function portFrom(text) {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new Error(`PORT is \`${text}\`, which is no port; set it to a number from 1 to 65535`);
}
