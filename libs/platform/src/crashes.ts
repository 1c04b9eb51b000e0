import { errorFields, type Logger } from './logger';

const MAX_FRAMES = 8;

/**
 * If nothing catches an error, the process ends with one line of the log. Node would print the words of
 * the error, which may quote a member.
 */
export function logCrashes(log: Logger): void {
  process.on('uncaughtException', (error: unknown) => {
    log.error('the process crashed', { ...errorFields(error), thrownAt: thrownAt(error) });
    process.exit(1);
  });
}

/** The innermost calls of an error's stack: functions and files, without the words before them. */
export function thrownAt(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { stack = '', name, message } = error;
  const words = [`${name}: ${message}`, message].find(
    (each) => each !== '' && stack.startsWith(each),
  );
  if (words === undefined && message !== '') return '';
  return stack
    .slice(words?.length ?? 0)
    .split('\n')
    .map((line) => /^ +at (.+)$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined)
    .slice(0, MAX_FRAMES)
    .join(' < ');
}
