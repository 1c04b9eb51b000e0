import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT } from '../stack/running-stack';
import { startWebApp, type Scheme, type Size, type WebApp } from '../web/support/web-app';
import { deskAt } from './desk';
import { playScene, type Scene } from './scene';

/** One picture: what is looked at, and in which sizes. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly sizes?: readonly Size[];
  /** Until this appears, there is nothing to see. */
  readonly until: (page: Page) => Promise<void>;
}

const FOLDER = join(PROJECT, 'docs/screenshots');
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const LONG = 30_000;

/** Plays a scene in the sandbox and takes a picture of each page, always under the same names. */
async function takePictures(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const app = await startWebApp('sandbox');
  try {
    say('the sandbox runs; half a year passes in it');
    const scene = await playScene(await deskAt(app.address));
    for (const scheme of SCHEMES) {
      for (const size of ['laptop', 'phone'] as const) await takeAll(app, scene, size, scheme);
    }
  } finally {
    await app.stop();
  }
}

async function takeAll(app: WebApp, scene: Scene, size: Size, scheme: Scheme): Promise<void> {
  const window = await app.open({ size, scheme });
  const { page } = window;
  const end = `${size === 'laptop' ? '' : `-${size}`}-${scheme}.png`;
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: LONG });
  if (size === 'laptop') await page.screenshot({ path: join(FOLDER, `sign-in${end}`) });
  await window.signIn('pharmacist', 'Rosa Lindqvist');
  await page.getByRole('button', { name: 'Collapse the sandbox bar' }).click();
  for (const { name, path, sizes = ['laptop'], until } of picturesOf(scene)) {
    if (!sizes.includes(size)) continue;
    await page.goto(path);
    await until(page);
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    await page.screenshot({ path: join(FOLDER, `${name}${end}`) });
    say(`${name}${end}`);
  }
  await window.close();
}

function picturesOf(scene: Scene): readonly Picture[] {
  return [
    {
      name: 'worklist',
      path: '/worklist?queue=all',
      sizes: ['laptop', 'phone'],
      until: (page) =>
        page
          .getByText(/PA-[0-9A-Z]{5}/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    {
      name: 'stuck',
      path: '/stuck',
      until: (page) =>
        page
          .getByText(/PA-[0-9A-Z]{5}/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    { name: 'open', path: '/open', until: heading('Open a case') },
    {
      name: 'case',
      path: `/cases/${scene.inReview}`,
      sizes: ['laptop', 'phone'],
      until: (page) =>
        page
          .getByText(/criteri/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    {
      name: 'case-waiting',
      path: `/cases/${scene.unanswered}`,
      until: (page) =>
        page
          .getByText(/criteri/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    {
      name: 'case-appeal',
      path: `/cases/${scene.inAppeal}`,
      until: (page) =>
        page
          .getByText(/AP-[0-9A-Z]{5}/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    {
      name: 'appeals',
      path: '/appeals',
      sizes: ['laptop', 'phone'],
      until: (page) =>
        page
          .getByText(/AP-[0-9A-Z]{5}/)
          .first()
          .waitFor({ timeout: LONG }),
    },
    { name: 'letters', path: '/letters', until: heading('Preview') },
    {
      name: 'letters-to-print',
      path: '/letters/to-print',
      until: heading(/^\d+ letters? to print$/),
    },
    {
      name: 'renewals',
      path: '/renewals',
      sizes: ['laptop', 'phone'],
      until: heading('Calendar'),
    },
    {
      name: 'operations',
      path: '/operations',
      until: (page) => page.locator('.recharts-bar').first().waitFor({ timeout: LONG }),
    },
  ];
}

function heading(name: string | RegExp) {
  return (page: Page) => page.getByRole('heading', { name }).first().waitFor({ timeout: LONG });
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}

takePictures().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
