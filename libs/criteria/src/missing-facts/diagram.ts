import {
  MET,
  NOT_MET,
  UNKNOWN,
  combined,
  settlingValue,
  type Combine,
  type Value,
} from '../language/verdict';

/**
 * A decision diagram with three ends: for every option of every variable, the value of a clause.
 * Reduced and shared: equal diagrams are the same number, so two diagrams differ exactly when some
 * options tell them apart. The first three numbers are the ends themselves.
 */
export type Diagram = number;

export interface Diagrams {
  end(value: Value): Diagram;
  /** Chooses among `children` by the option of `variable`; variables come in ascending order. */
  choice(variable: number, children: readonly Diagram[]): Diagram;
  combine(combine: Combine, a: Diagram, b: Diagram): Diagram;
  /** Null if an end. */
  node(diagram: Diagram): DiagramNode | null;
  /** How many different diagrams exist so far, including the ends. */
  size(): number;
}

export interface DiagramNode {
  readonly variable: number;
  readonly children: readonly Diagram[];
}

export function createDiagrams(): Diagrams {
  const nodes: (DiagramNode | null)[] = [null, null, null];
  const made = new Map<string, Diagram>();
  const combinations = { all: new Map<number, Diagram>(), any: new Map<number, Diagram>() };

  const node = (diagram: Diagram): DiagramNode | null => nodes[diagram] ?? null;

  const choice = (variable: number, children: readonly Diagram[]): Diagram => {
    const [first = UNKNOWN] = children;
    if (children.every((child) => child === first)) return first;
    const key = `${variable}:${children.join()}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const diagram = nodes.push({ variable, children }) - 1;
    made.set(key, diagram);
    return diagram;
  };

  const combine = (how: Combine, a: Diagram, b: Diagram): Diagram => {
    if (a === b) return a;
    const settling = settlingValue(how);
    if (a === settling || b === settling) return settling;
    const neutral = settling === MET ? NOT_MET : MET;
    if (a === neutral) return b;
    if (b === neutral) return a;
    const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
    const known = combinations[how].get(key);
    if (known !== undefined) return known;
    const result = combineNodes(how, a, b);
    combinations[how].set(key, result);
    return result;
  };

  const combineNodes = (how: Combine, a: Diagram, b: Diagram): Diagram => {
    const left = node(a);
    const right = node(b);
    if (left !== null && (right === null || left.variable < right.variable)) {
      return choice(
        left.variable,
        left.children.map((child) => combine(how, child, b)),
      );
    }
    if (right !== null && (left === null || right.variable < left.variable)) {
      return choice(
        right.variable,
        right.children.map((child) => combine(how, a, child)),
      );
    }
    if (left === null || right === null) return combined(how, endOf(a), endOf(b));
    return choice(
      left.variable,
      left.children.map((child, index) => combine(how, child, right.children[index] ?? child)),
    );
  };

  return { end: (value) => value, choice, combine, node, size: () => nodes.length };
}

function endOf(diagram: Diagram): Value {
  return diagram === NOT_MET ? NOT_MET : diagram === MET ? MET : UNKNOWN;
}

/** Every different diagram at or below `root` that is not an end. */
export function nodesBelow(root: Diagram, diagrams: Diagrams): DiagramNode[] {
  const seen = new Set<Diagram>();
  const found: DiagramNode[] = [];
  const visit = (diagram: Diagram): void => {
    const node = diagrams.node(diagram);
    if (node === null || seen.has(diagram)) return;
    seen.add(diagram);
    found.push(node);
    node.children.forEach(visit);
  };
  visit(root);
  return found;
}

/** Whether allowed options lead from `root` to `end`. */
export function reaches(
  root: Diagram,
  end: Value,
  diagrams: Diagrams,
  allowed: (variable: number, option: number) => boolean,
): boolean {
  const dead = new Set<Diagram>();
  const visit = (diagram: Diagram): boolean => {
    if (diagram === end) return true;
    const node = diagrams.node(diagram);
    if (node === null || dead.has(diagram)) return false;
    dead.add(diagram);
    return node.children.some((child, option) => allowed(node.variable, option) && visit(child));
  };
  return visit(root);
}
