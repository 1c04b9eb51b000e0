import { until } from '@assent/local';
import type { Locator } from 'playwright-core';
import type { SampleCase } from './sample-cases';
import type { WebApp, WebWindow } from './web-app';

/** In milliseconds: what is stuck is found within a minute. */
export const A_MINUTE = 60_000;

/** The page of stuck cases, as a pharmacist sees it. */
export interface StuckPage {
  readonly window: WebWindow;
  rowOf(stuck: SampleCase): Locator;
  /** A case under the name of what holds it up. */
  under(cause: string | RegExp, stuck: SampleCase): Locator;
  /** Waits until the page, which nobody touches but to take up what it says is new, shows it. */
  appears(shown: Locator): Promise<void>;
  /** Has the cases checked until the page does not say any more that this one is stuck. */
  isGone(stuck: SampleCase): Promise<void>;
  /** Presses the one button of a row, and gives what the row says then. */
  moved(stuck: SampleCase, button: string): Promise<string>;
}

export async function openStuckPage(app: WebApp): Promise<StuckPage> {
  const window = await app.open();
  const { page } = window;
  await page.goto('/stuck');
  await window.signIn('pharmacist');

  const rowOf = ({ number }: SampleCase): Locator =>
    page.getByRole('listitem').filter({ hasText: number });

  return {
    window,
    rowOf,
    under: (cause, { number }) =>
      page.getByRole('region', { name: cause }).getByRole('listitem').filter({ hasText: number }),

    async appears(shown) {
      const news = page.getByRole('button', { name: /new or changed cases?/ });
      const isShown = async () => {
        if (await shown.isVisible()) return true;
        if (await news.isVisible()) await page.keyboard.press('r');
        return false;
      };
      if (await until(isShown, { timeoutMs: A_MINUTE, everyMs: 250 })) return;
      throw new Error(`not there; the page says: ${await page.getByRole('main').innerText()}`);
    },

    async isGone(stuck) {
      const check = page.getByRole('button', { name: 'Check now' });
      const hasGone = async () => {
        await check.click();
        await check.waitFor();
        return (await rowOf(stuck).count()) === 0;
      };
      if (await until(hasGone, { timeoutMs: A_MINUTE, everyMs: 500 })) return;
      throw new Error(`still there: ${await rowOf(stuck).innerText()}`);
    },

    async moved(stuck, button) {
      await rowOf(stuck)
        .getByRole('button', { name: new RegExp(`^${button}`) })
        .click();
      await rowOf(stuck).getByText('The case is no longer stuck.').waitFor();
      return rowOf(stuck).innerText();
    },
  };
}
