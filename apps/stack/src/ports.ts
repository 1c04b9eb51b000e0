import { freePort } from '@assent/local';

/** The ports of a stack's parts, all on 127.0.0.1. */
export interface StackPorts {
  readonly api: number;
  readonly postgres: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly smtp: number;
  readonly mail: number;
}

/**
 * For each part its usual port, or the next free one that no other part has taken.
 *
 * @param api the port that the API should have.
 * @param say hears of each part that does not get its usual port.
 */
export async function choosePorts(
  api: number,
  say: (sentence: string) => void,
): Promise<StackPorts> {
  const taken = new Set<number>();
  const next = async (preferred: number): Promise<number> => {
    const { port } = await freePort(preferred);
    return taken.has(port) ? next(port + 1) : port;
  };
  const take = async (part: string, usual: number): Promise<number> => {
    const port = await next(usual);
    taken.add(port);
    if (port !== usual) say(`port ${usual} is busy; ${part} takes ${port}`);
    return port;
  };
  return {
    api: await take('the API', api),
    postgres: await take('Postgres', 54_320),
    temporal: await take('Temporal', 7233),
    temporalUi: await take("Temporal's web interface", 8233),
    smtp: await take('SMTP', 1025),
    mail: await take('the page of caught mail', 8025),
  };
}
