import { type HeldPort, holdPort } from '@assent/local';

/** The ports of a stack's parts, all on 127.0.0.1. Each is held until its part is about to listen, and no other stack's until it is given up. */
export interface StackPorts {
  readonly api: HeldPort;
  readonly postgres: HeldPort;
  readonly temporal: HeldPort;
  readonly temporalUi: HeldPort;
  readonly codec: HeldPort;
  readonly smtp: HeldPort;
  readonly mail: HeldPort;
}

/**
 * For each part its usual port, or the next free one that no other part has taken.
 * @param api the preferred port of the API.
 * @param say hears of each part that does not get its usual port.
 */
export async function choosePorts(
  api: number,
  say: (sentence: string) => void,
): Promise<StackPorts> {
  const take = async (part: string, usual: number): Promise<HeldPort> => {
    const held = await holdPort(usual);
    if (held.differs) say(`port ${usual} is in use; ${part} uses ${held.port}`);
    return held;
  };
  return {
    api: await take('the API', api),
    postgres: await take('Postgres', 54_320),
    temporal: await take('Temporal', 7233),
    temporalUi: await take("Temporal's web interface", 8233),
    codec: await take('the codec server', 8234),
    smtp: await take('SMTP', 1025),
    mail: await take('the page of captured mail', 8025),
  };
}

/** Releases the ports. */
export async function giveUp(ports: StackPorts): Promise<void> {
  await Promise.all(Object.values<HeldPort>({ ...ports }).map((held) => held.giveUp()));
}
