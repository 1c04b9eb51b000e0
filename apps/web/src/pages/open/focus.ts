/*
 * Moving through the form by Enter: from one control to the next, where the choices of a question
 * and the parts of a date are one control.
 */
const STOPS =
  'input:not([type="checkbox"]), textarea, [role="spinbutton"], button[data-begins-answer]';

/** Whether Enter in this control should move on rather than do what it does there. */
export function movesOn(target: EventTarget): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    target.matches('input, [role="spinbutton"]') &&
    // Enter chooses what is marked in an open list.
    !target.hasAttribute('aria-activedescendant') &&
    target.closest('[data-takes-enter]') === null
  );
}

/** The control after the given one; undefined when it is the last. */
export function controlAfter(from: HTMLElement, form: HTMLElement): HTMLElement | undefined {
  const unit = unitOf(from);
  return [...form.querySelectorAll<HTMLElement>(STOPS)].find(
    (each) =>
      from.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING &&
      unitOf(each) !== unit &&
      isStop(each),
  );
}

/** The path of the field that a control stands in, or the empty text. */
export function fieldOf(control: Element): string {
  return control.closest('[data-field]')?.getAttribute('data-field') ?? '';
}

/** Focuses the field with the path of a fault, or the one around it; false when there is none. */
export function focusField(path: string, form: HTMLElement): boolean {
  for (let each = path; each !== ''; each = each.slice(0, Math.max(0, each.lastIndexOf('.')))) {
    const field = form.querySelector(`[data-field="${CSS.escape(each)}"]`);
    if (field) return focusWithin(field);
  }
  return false;
}

function focusWithin(field: Element): boolean {
  const control =
    [...field.querySelectorAll<HTMLElement>(STOPS)].find(isStop) ??
    field.querySelector<HTMLElement>('button');
  if (control) focusControl(control);
  return control !== null;
}

export function focusControl(control: HTMLElement): void {
  const chosen = control.matches('[type="radio"]')
    ? unitOf(control).querySelector<HTMLElement>('input:checked')
    : null;
  (chosen ?? control).focus();
}

function isStop(control: HTMLElement): boolean {
  return control.tabIndex >= 0 && !control.hasAttribute('disabled') && control.checkVisibility();
}

function unitOf(control: HTMLElement): Element {
  if (control.matches('[type="radio"]')) return control.closest('[role="radiogroup"]') ?? control;
  if (control.matches('[role="spinbutton"]')) return control.closest('[role="group"]') ?? control;
  return control;
}
