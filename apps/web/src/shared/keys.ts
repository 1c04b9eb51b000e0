import { text } from './text';

/*
 * Shortcuts in their readable form: `j`, `shift+a`, `mod+k` (Ctrl, or Command on Apple's machines),
 * and `g w` for one key after the other.
 */

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

const SHOWN: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : text.keys.shown.control,
  shift: isApple ? '⇧' : text.keys.shown.shift,
  enter: text.keys.shown.enter,
  escape: text.keys.shown.escape,
  arrowup: '↑',
  arrowdown: '↓',
};

const SPOKEN: Readonly<Record<string, string>> = {
  mod: isApple ? text.keys.spoken.command : text.keys.spoken.control,
  shift: text.keys.spoken.shift,
  arrowup: text.keys.spoken.arrowUp,
  arrowdown: text.keys.spoken.arrowDown,
  '/': text.keys.spoken.slash,
  '?': text.keys.spoken.questionMark,
};

/** One shown key after the other. */
export function shownKeys(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => SHOWN[key] ?? key.toUpperCase());
}

/** As a screen reader should say it. */
export function spokenKeys(keys: string): string {
  return keys
    .split(' ')
    .map((stroke) =>
      stroke
        .split('+')
        .map((key) => SPOKEN[key] ?? SHOWN[key] ?? key.toUpperCase())
        .join(' '),
    )
    .join(text.keys.spoken.sequence);
}

/** An event's stroke in the same form; null for a modifier alone. */
export function strokeOf(event: KeyboardEvent): string | null {
  const { key } = event;
  if (['Control', 'Meta', 'Shift', 'Alt'].includes(key) || event.altKey) return null;
  const mod = isApple ? event.metaKey : event.ctrlKey;
  const letter = key.toLowerCase();
  const isLetter = /^[a-z]$/.test(letter);
  return [mod && 'mod', event.shiftKey && isLetter && 'shift', letter].filter(Boolean).join('+');
}

/** Whether a shortcut has only character keys, which speech input may press (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  return !/\b(?:mod|enter|escape|arrow\w+)\b/.test(keys);
}
