import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with an empty profile of its own, which goes away with it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumProgram(), args: ARGUMENTS });
}

/** @throws when there is none, with the line that installs it: these tests are never skipped. */
export function chromiumProgram(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['CHROME_PATH'];
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...(named === undefined ? [] : [named]), ...onPath].find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    'the tests of the web app need Chromium; install it with `apt-get install -y chromium`, or name one in CHROME_PATH',
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
