import { keptChoice } from '../shared/kept-choice';
import { isSingleKey, strokeOf } from '../shared/keys';
import { commandFor } from './commands';

/** Whether keys without Ctrl or Command do anything (WCAG 2.2, 2.1.4). */
export const singleKeys = keptChoice('assent.single-keys', ['on', 'off'], 'on');

/** How long to wait for the second key, in milliseconds. */
const TIMEOUT_MS = 1_500;

/** A key sooner than this continues what is being typed; in milliseconds. */
const PAUSE_IN_TYPING = 700;

/** Runs commands by their keys until the returned function is called; a held key runs one once. */
export function listenToKeys(target: Window): () => void {
  let begun: { readonly keys: string; readonly at: number } | null = null;
  const isTypedOn = typingIn(target);
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || isTypedOn()) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    const isFresh = begun !== null && event.timeStamp - begun.at < TIMEOUT_MS;
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
  return () => {
    target.removeEventListener('keydown', listener);
    isTypedOn.stop();
  };
}

/**
 * Whether the key just pressed continues a text begun in a field, wherever the focus is now: typing
 * ahead of the page runs no command. A pause ends it, and so does any key not used while typing. A
 * dialog asks one thing and, on closing, ends what was typed.
 */
function typingIn(target: Window): { (): boolean; stop(): void } {
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  let last = -Infinity;
  let isOn = false;
  const watch = (event: KeyboardEvent) => {
    const { key, timeStamp } = event;
    const ends = event.ctrlKey || event.metaKey || event.altKey || LEAVES_TYPING.has(key);
    const goesOn = !ends && timeStamp - last < PAUSE_IN_TYPING;
    const begins =
      !ends && key.length === 1 && isField(event.target) && !isIn(event.target, DIALOG);
    isOn = goesOn && (key.length === 1 || key === 'Enter');
    last = goesOn || begins ? timeStamp : -Infinity;
  };
  target.addEventListener('keydown', watch, options);
  target.addEventListener('pointerdown', () => (last = -Infinity), options);
  return Object.assign(() => isOn, { stop: () => over.abort() });
}

const DIALOG = '[role="dialog"], [role="alertdialog"]';

const LEAVES_TYPING: ReadonlySet<string> = new Set(['Tab', 'Escape']);

function mayRun(keys: string, { target }: KeyboardEvent): boolean {
  if (keys === 'enter' && target instanceof Element && target.closest('a[href], button'))
    return false;
  if (!isSingleKey(keys)) return keys.includes('mod+') || !isBusyElsewhere(target);
  return singleKeys.get() === 'on' && !isBusyElsewhere(target);
}

/** In a field keys write, on a control Enter presses it, and behind a dialog they do nothing. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  return isField(target) || isIn(target, `${DIALOG}, [role="menu"], [role="listbox"]`);
}

/** Also a form being sent: keys typed there were meant for one of its fields. */
function isField(target: EventTarget | null): boolean {
  return isIn(target, 'input, textarea, select, [contenteditable="true"], form[aria-busy="true"]');
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
