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

/** For each part its usual port, or the next free one that no other part has taken. */
export async function choosePorts(api: number): Promise<StackPorts> {
  const taken = new Set<number>();
  const take = async (preferred: number): Promise<number> => {
    const { port } = await freePort(preferred);
    if (taken.has(port)) return take(port + 1);
    taken.add(port);
    return port;
  };
  return {
    api: await take(api),
    postgres: await take(54_320),
    temporal: await take(7233),
    temporalUi: await take(8233),
    smtp: await take(1025),
    mail: await take(8025),
  };
}
