import { resolve } from 'node:path';

const DEFAULT_PORT = 3000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * What was asked for on the command line. Judged before anything is installed or built, which takes
 * minutes.
 *
 * @returns whether all data is wiped first, the port that the API should have, and the folder of
 * backups, if there is one.
 * @throws when an argument or PORT cannot be used.
 */
export function stackOptions(verb, args, env) {
  const unknown = args.find((arg) => arg !== '--reset');
  if (unknown !== undefined) {
    throw new Error(
      `there is no option \`${unknown}\`; use \`npm run ${verb}\` or \`npm run ${verb} -- --reset\``,
    );
  }
  const { BACKUP_FOLDER: backups = '' } = env;
  return {
    reset: args.includes('--reset'),
    port: portFrom(env.PORT),
    ...(verb === 'start' && backups !== '' && { backups: pathFrom(backups, env) }),
  };
}

/**
 * What `npm run backup` and `npm run restore` were asked for.
 *
 * @throws when an argument cannot be used.
 */
export function backupOptions(verb, args, env) {
  const [folder, ...others] = args;
  const isRestore = verb === 'restore';
  const usage = `use \`npm run ${verb} -- FOLDER${isRestore ? ' [--to 2026-11-29T10:00:00Z]' : ''}\``;
  if (folder === undefined || folder.startsWith('-')) throw new Error(`name a folder: ${usage}`);
  const backups = pathFrom(folder, env);
  if (others.length === 0) return { backups, to: null };
  const [option, time, ...rest] = others;
  const to = new Date(time ?? '');
  if (!isRestore || option !== '--to' || rest.length > 0) throw new Error(usage);
  if (!INSTANT.test(time ?? '') || Number.isNaN(to.getTime())) {
    throw new Error(`\`${time}\` is no time with its zone; ${usage}`);
  }
  return { backups, to };
}

/** As the person wrote it, from where the person is. */
function pathFrom(text, env) {
  return resolve(env.INIT_CWD ?? process.cwd(), text);
}

function portFrom(text) {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new Error(`PORT is \`${text}\`, which is no port; set it to a number from 1 to 65535`);
}
