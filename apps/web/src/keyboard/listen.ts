import { keptChoice } from '../app/kept-choice';
import { commandFor } from './commands';
import { isSingleKey, strokeOf } from './keys';

/** Whether keys without Ctrl or Command do anything (WCAG 2.2, 2.1.4). */
export const singleKeys = keptChoice('assent.single-keys', ['on', 'off'], 'on');

/** How long the second key may be waited for, in milliseconds. */
const PATIENCE = 1_500;

/** Runs commands by their keys until the returned function is called; a key that is held runs one once. */
export function listenToKeys(target: Window): () => void {
  let begun: { readonly keys: string; readonly at: number } | null = null;
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    const isFresh = begun !== null && event.timeStamp - begun.at < PATIENCE;
    const keys = begun !== null && isFresh ? `${begun.keys} ${stroke}` : stroke;
    begun = null;
    if (!mayRun(keys, event)) return;
    const { command, begins } = commandFor(keys);
    if (command) {
      event.preventDefault();
      command.run();
    } else if (begins) {
      begun = { keys, at: event.timeStamp };
    }
  };
  target.addEventListener('keydown', listener);
  return () => target.removeEventListener('keydown', listener);
}

function mayRun(keys: string, { target }: KeyboardEvent): boolean {
  if (keys === 'enter' && target instanceof Element && target.closest('a[href], button'))
    return false;
  if (!isSingleKey(keys)) return keys.includes('mod+') || !isBusyElsewhere(target);
  return singleKeys.current() === 'on' && !isBusyElsewhere(target);
}

/** In a field keys write, on a control Enter presses it, and behind a dialog nothing happens. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true;
  return (
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !==
    null
  );
}
