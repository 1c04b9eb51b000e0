import type { GuidelineDescription } from '../../client';

/** The numbers of a dose, each with its name in a decision. */
export function dosesIn(guideline: GuidelineDescription | undefined) {
  return (guideline?.dosing ?? []).flatMap((path) => {
    const fact = guideline?.facts.find((each) => each.path === path);
    const name = path.slice(path.lastIndexOf('.') + 1);
    return fact ? [{ name, path, label: fact.label, unit: fact.unit }] : [];
  });
}
