import type * as Keys from '../shared/keys';
import type * as Commands from './commands';
import type * as Listen from './listen';

/** As much of a document's element as a key press looks at. */
class FakeElement extends EventTarget {
  constructor(public selectors: readonly string[] = []) {
    super();
  }

  closest(selector: string): FakeElement | null {
    return this.selectors.some((each) => selector.includes(each)) ? this : null;
  }
}

let commands: typeof Commands;
let keys: typeof Keys;
let listen: typeof Listen;

async function loadOn(userAgent: string): Promise<void> {
  jest.resetModules();
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
  Object.defineProperty(globalThis, 'Element', { value: FakeElement, configurable: true });
  [commands, keys, listen] = await Promise.all([
    import('./commands'),
    import('../shared/keys'),
    import('./listen'),
  ]);
}

beforeEach(() => loadOn('Mozilla/5.0 (X11; Linux x86_64)'));

interface Press {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
  readonly isComposing?: boolean;
  /** When, in milliseconds. */
  readonly timeStamp?: number;
}

const press = ({ timeStamp = 0, ...pressed }: Press) =>
  Object.defineProperty(
    Object.assign(new Event('keydown', { cancelable: true }), {
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      isComposing: false,
      ...pressed,
    }),
    'timeStamp',
    { value: timeStamp },
  ) as unknown as KeyboardEvent;

describe('a key combination', () => {
  it.each([
    [{ key: 'j' }, 'j'],
    [{ key: 'A', shiftKey: true }, 'shift+a'],
    [{ key: 'A' }, 'a'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'k', ctrlKey: true }, 'mod+k'],
    [{ key: 'k', metaKey: true }, 'k'],
    [{ key: 'Enter', ctrlKey: true }, 'mod+enter'],
    [{ key: 'Shift', shiftKey: true }, null],
    [{ key: 'j', altKey: true }, null],
  ])('is written the way shortcuts are: %j', (pressed, written) => {
    expect(keys.strokeOf(press(pressed))).toBe(written);
  });

  it('uses Command instead of Ctrl on Apple devices, on screen and for screen readers', async () => {
    await loadOn('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)');
    expect(keys.strokeOf(press({ key: 'k', metaKey: true }))).toBe('mod+k');
    expect(keys.shownKeys('mod+k')).toEqual(['⌘', 'K']);
    expect(keys.spokenKeys('mod+k')).toBe('Command K');
  });

  it('is shown and read aloud key by key', () => {
    expect(keys.shownKeys('g w')).toEqual(['G', 'W']);
    expect(keys.spokenKeys('g w')).toBe('G, then W');
    expect(keys.spokenKeys('shift+a')).toBe('Shift A');
    expect(keys.spokenKeys('?')).toBe('Question mark');
  });

  it.each([
    ['j', true],
    ['shift+a', true],
    ['g w', true],
    ['mod+k', false],
    ['escape', false],
    ['arrowdown', false],
  ])('counts as a single key: %s', (written, isSingle) => {
    expect(keys.isSingleKey(written)).toBe(isSingle);
  });
});

describe('a key press', () => {
  let ran: string[];
  let target: FakeElement;
  let stop: () => void;

  const offer = (...all: readonly string[]) =>
    commands.offerCommands(
      all.map((each) => ({ label: each, group: 'Test', keys: each, run: () => ran.push(each) })),
    );
  const pressAll = (...all: readonly Press[]) => {
    for (const each of all) target.dispatchEvent(press(each));
  };
  const listenAt = (selectors: readonly string[] = []) => {
    stop();
    target = new FakeElement(selectors);
    stop = listen.listenToKeys(target as unknown as Window);
  };

  beforeEach(() => {
    ran = [];
    stop = () => undefined;
    listenAt();
  });
  afterEach(() => stop());

  it('runs the newest command for its keys, and the older one once that is gone', () => {
    const older: string[] = [];
    commands.offerCommands([{ label: 'a', group: 'Test', keys: 'j', run: () => older.push('j') }]);
    const take = offer('j');
    pressAll({ key: 'j' });
    take();
    pressAll({ key: 'j' });
    expect({ ran, older }).toEqual({ ran: ['j'], older: ['j'] });
  });

  it('runs a sequence of keys, and starts over after a different key', () => {
    offer('g w', 'w');
    pressAll({ key: 'g' }, { key: 'w' }, { key: 'w' }, { key: 'g' }, { key: 'x' }, { key: 'w' });
    expect(ran).toEqual(['g w', 'w', 'w']);
  });

  it('only types while a field has the focus, except with Ctrl', () => {
    offer('j', 'mod+k');
    listenAt(['input']);
    pressAll({ key: 'j' }, { key: 'k', ctrlKey: true });
    expect(ran).toEqual(['mod+k']);
  });

  it('runs no command while it completes something started in a field', () => {
    offer('a', 'i', 'enter');
    target.selectors = ['input'];
    pressAll({ key: '4' }, { key: 'Enter', timeStamp: 200 });
    target.selectors = [];
    pressAll(
      { key: ' ', timeStamp: 400 },
      { key: 'ArrowDown', timeStamp: 900 },
      { key: 'Enter', timeStamp: 1_500 },
      { key: 'i', timeStamp: 2_100 },
    );
    expect(ran).toEqual([]);
    pressAll({ key: 'a', timeStamp: 2_900 }, { key: 'i', timeStamp: 2_950 });
    expect(ran).toEqual(['a', 'i']);
  });

  it('runs a command right after a choice in a dialog that ends text entry', () => {
    offer('a');
    target.selectors = ['input', '[role="dialog"]'];
    pressAll({ key: '4' }, { key: 'Enter', timeStamp: 100 });
    target.selectors = [];
    pressAll({ key: 'a', timeStamp: 200 });
    expect(ran).toEqual(['a']);
  });

  it.each([
    ['Tab', { key: 'Tab' }],
    ['Escape', { key: 'Escape' }],
    ['a key with Ctrl', { key: 'Enter', ctrlKey: true }],
    ['a click', null],
  ])('runs a command right after the field that was typed in was left by %s', (_, left) => {
    offer('a');
    target.selectors = ['input'];
    pressAll({ key: '4' });
    target.dispatchEvent(left ? press(left) : new Event('pointerdown'));
    target.selectors = [];
    pressAll({ key: 'a' });
    expect(ran).toEqual(['a']);
  });

  it('does nothing behind a dialog', () => {
    offer('j', 'arrowdown');
    listenAt(['[role="dialog"]']);
    pressAll({ key: 'j' }, { key: 'ArrowDown' });
    expect(ran).toEqual([]);
  });

  it('leaves Enter to the focused link or button', () => {
    offer('enter');
    listenAt(['a[href]']);
    pressAll({ key: 'Enter' });
    expect(ran).toEqual([]);
  });

  it('runs no command while a character is being composed', () => {
    offer('j');
    pressAll({ key: 'j', isComposing: true });
    expect(ran).toEqual([]);
  });

  it('does nothing by itself when single-key shortcuts are off', () => {
    offer('j', 'g w', 'mod+k', 'escape');
    listen.singleKeys.choose('off');
    pressAll({ key: 'j' }, { key: 'g' }, { key: 'w' }, { key: 'k', ctrlKey: true });
    pressAll({ key: 'Escape' });
    expect(ran).toEqual(['mod+k', 'escape']);
  });
});
