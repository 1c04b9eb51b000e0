import { flushSync } from 'react-dom';

/*
 * Moves through a form by Enter, from one control to the next; the choices of a question are one
 * control.
 */
const STOPS = 'input:not([type="checkbox"]), textarea, button[data-begins-answer]';

/** Whether Enter in this control should move on rather than act on it. */
export function movesOn(target: EventTarget): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    target.matches('input') &&
    // Enter chooses the marked option of a list.
    !target.hasAttribute('aria-activedescendant') &&
    target.closest('[data-takes-enter]') === null
  );
}

/** The control after the given one; undefined if it is the last. */
export function controlAfter(from: HTMLElement, form: HTMLElement): HTMLElement | undefined {
  const unit = unitOf(from);
  return [...form.querySelectorAll<HTMLElement>(STOPS)].find(
    (each) =>
      from.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING &&
      unitOf(each) !== unit &&
      isStop(each),
  );
}

/** The path of a control's field, or the empty text. */
export function fieldOf(control: Element): string {
  return control.closest('[data-field]')?.getAttribute('data-field') ?? '';
}

/** Focuses the field at a fault's path, or the one around it; false if there is none. */
export function focusField(path: string, form: HTMLElement): boolean {
  for (let each = path; each !== ''; each = each.slice(0, Math.max(0, each.lastIndexOf('.')))) {
    const field = form.querySelector(`[data-field="${CSS.escape(each)}"]`);
    if (field) {
      if (focusFirst(field)) return true;
      field.querySelector<HTMLElement>('button')?.focus();
      return true;
    }
  }
  return false;
}

/** Focuses the first field in a part of a form; false if it has none. */
export function focusFirst(part: Element): boolean {
  const control = [...part.querySelectorAll<HTMLElement>(STOPS)].find(isStop);
  if (control) focusControl(control);
  return control !== undefined;
}

export function focusControl(control: HTMLElement): void {
  const chosen = control.matches('[type="radio"]')
    ? unitOf(control).querySelector<HTMLElement>('input:checked')
    : null;
  const focused = chosen ?? control;
  focused.focus({ preventScroll: true });
  // Shows the question with its control, and the control in any case.
  focused.closest('[data-field]')?.scrollIntoView({ block: 'nearest' });
  focused.scrollIntoView({ block: 'nearest' });
}

/**
 * Makes the focused field of a form take its value over, as on leaving it, before anything else
 * happens; the focus stays.
 */
export function settleFocused(form: HTMLElement | null): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !form?.contains(field)) return;
  flushSync(() => {
    field.blur();
    field.focus({ preventScroll: true });
  });
}

/**
 * Changes a form while a person may be in one of its fields, which may be replaced: takes its value
 * over first, and keeps the focus in it, at the same letter.
 * @returns what the change made
 */
export function keepPlace<Made>(form: HTMLElement | null, change: () => Made): Made {
  settleFocused(form);
  const left = document.activeElement;
  const path = left && form?.contains(left) ? fieldOf(left) : '';
  const caret = isText(left) ? left.selectionStart : null;
  const made = flushSync(change);
  if (path === '' || !form?.isConnected || form.contains(document.activeElement)) return made;
  focusField(path, form);
  const found = document.activeElement;
  if (caret !== null && isText(found)) found.setSelectionRange(caret, caret);
  return made;
}

function isText(control: Element | null): control is HTMLInputElement | HTMLTextAreaElement {
  return control?.matches('textarea, input:not([type]), input[type="text"]') ?? false;
}

function isStop(control: HTMLElement): boolean {
  return control.tabIndex >= 0 && !control.hasAttribute('disabled') && control.checkVisibility();
}

function unitOf(control: HTMLElement): Element {
  if (control.matches('[type="radio"]')) return control.closest('[role="radiogroup"]') ?? control;
  return control;
}
