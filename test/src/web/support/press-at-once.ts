import type { Page } from 'playwright-core';

/**
 * Presses Ctrl and Enter a moment after a text comes into sight, sooner than anybody can have read it,
 * however busy the machine is.
 * @param act brings the text
 */
export async function pressAtOnce(
  page: Page,
  text: string,
  act: () => Promise<void>,
): Promise<void> {
  await page.evaluate(`window.pressed = new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (!document.body.innerText.includes(${JSON.stringify(text)})) return;
      watch.disconnect();
      setTimeout(() => {
        const key = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key));
        done();
      }, 50);
    });
    watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  }); undefined`);
  await act();
  await page.evaluate('window.pressed');
}
