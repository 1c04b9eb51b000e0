import { keptChoice } from '../shared/kept-choice';
import { isSingleKey, strokeOf } from '../shared/keys';
import { commandFor } from './commands';

/** Whether keys without Ctrl or Command do anything (WCAG 2.2, 2.1.4). */
export const singleKeys = keptChoice('assent.single-keys', ['on', 'off'], 'on');

/** How long the second key may be waited for, in milliseconds. */
const TIMEOUT_MS = 1_500;

/** A key that follows sooner than this goes on with what is being typed; in milliseconds. */
const PAUSE_IN_TYPING = 700;

/** Runs commands by their keys until the returned function is called; a key that is held runs one once. */
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
 * Tells whether the key that was just pressed goes on with a text that was begun in a field, wherever
 * the focus is by now: who types ahead of the page commands nothing. A pause ends it, and so does
 * whatever nobody presses while typing on. A dialog asks one thing and ends what was typed with itself.
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
  return singleKeys.current() === 'on' && !isBusyElsewhere(target);
}

/** In a field keys write, on a control Enter presses it, and behind a dialog nothing happens. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  return isField(target) || isIn(target, `${DIALOG}, [role="menu"], [role="listbox"]`);
}

/** Also a form that is being sent: what is typed on in it was meant for one of its fields. */
function isField(target: EventTarget | null): boolean {
  return isIn(target, 'input, textarea, select, [contenteditable="true"], form[aria-busy="true"]');
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
