import { createServer } from 'node:http';
import { listen } from '@assent/local';

/** A page of plain text, served on its own port. */
export interface ServedPage {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Answers every request on `port` of 127.0.0.1 with the same text.
 * @param name what people call it.
 */
export async function servePage(port: number, name: string, text: string): Promise<ServedPage> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  });
  await listen(server, port, name);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
