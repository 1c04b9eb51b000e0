import type { CalendarDate, RequestType } from '@assent/domain';
import type { Program } from '../compilation/program';
import { factsIn } from '../compilation/quantities';
import type { ClauseDefinition, FactDefinition, ProgramDefinition } from '../language/definition';
import type { Combine } from '../language/verdict';
import type { Guideline } from './guideline';
import type { Presentation } from './presentation';

/** A clause as a rule in words: all or any of its children, or a condition on facts. */
export interface ClauseRule {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly combine?: Combine;
  /** The facts that its condition reads, and those that settle them. */
  readonly facts?: readonly string[];
  readonly children: readonly ClauseRule[];
}

export interface DescribedFact {
  readonly path: string;
  readonly type: FactDefinition['type'];
  readonly label: string;
  /** Null if never asked. */
  readonly question: string | null;
  readonly words: readonly { readonly value: string; readonly label: string }[] | null;
  readonly unit: string | null;
  /** Both ends are normal. */
  readonly normalRange: Range | null;
  /** No clause and no hold reads it. */
  readonly advisoryOnly: boolean;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Optional findings that go together. */
export interface MeasurementGroup {
  readonly title: string;
  readonly facts: readonly string[];
  /** Names of the facts as points in time, oldest first; null if they are not a trend. */
  readonly trend: readonly string[] | null;
  readonly ratio: {
    readonly label: string;
    readonly facts: readonly [string, string];
    readonly normalRange: Range;
    readonly note: string | null;
  } | null;
}

export interface DescribedCode {
  readonly code: string;
  readonly title: string;
  /** The conditions that agree with it. */
  readonly conditions: readonly string[];
  /** Whether the guideline lists it. */
  readonly supports: boolean;
  readonly validFrom: CalendarDate;
  /** The last valid day; null while there is none. */
  readonly validTo: CalendarDate | null;
}

/** A guideline in words: what it asks, and which answers it accepts. */
export interface GuidelineDescription {
  readonly id: string;
  readonly version: CalendarDate;
  readonly title: string;
  readonly source: string;
  readonly drugNames: readonly string[];
  readonly facts: readonly DescribedFact[];
  /** The paths of the facts that are the numbers of a dose. */
  readonly dosing: readonly string[];
  readonly measurements: readonly MeasurementGroup[];
  readonly codes: readonly DescribedCode[];
  readonly clauses: Readonly<Record<RequestType, ClauseRule>>;
}

export function describeGuideline(
  guideline: Guideline,
  presentation: Presentation,
): GuidelineDescription {
  const { definition, programs } = guideline;
  const { id, version, title, source, drug } = definition.guideline;
  const deciding = decidingFacts(guideline);
  return {
    id,
    version,
    title,
    source,
    drugNames: drug.names,
    dosing: guideline.dosing,
    facts: guideline.facts.map((fact) => describedFact(fact, presentation, deciding)),
    measurements: presentation.measurements.map(measurementGroup),
    codes: presentation.codes.map((code) => describedCode(code, definition['value-sets'].codes)),
    clauses: {
      initiation: ruleOf(definition.initiation, programs.initiation),
      continuation: ruleOf(definition.continuation, programs.continuation),
    },
  };
}

/** The facts that can move a verdict or block an approval. */
function decidingFacts({ programs, definition }: Guideline): ReadonlySet<string> {
  const read = Object.values(programs).flatMap(({ clauses }) =>
    clauses.flatMap((clause) => (clause.kind === 'leaf' ? clause.facts : [])),
  );
  return new Set([...read, ...definition.holds.flatMap(({ when }) => factsIn(when))]);
}

function describedFact(
  fact: FactDefinition,
  { facts, words }: Presentation,
  deciding: ReadonlySet<string>,
): DescribedFact {
  const { path, type } = fact;
  return {
    path,
    type,
    label: facts[path]?.label ?? path,
    question: fact.question ?? null,
    words:
      fact.type === 'word'
        ? fact.words.map((value) => ({ value, label: words[path]?.[value] ?? value }))
        : null,
    unit: facts[path]?.unit ?? null,
    normalRange: facts[path]?.normal ?? null,
    advisoryOnly: !deciding.has(path),
  };
}

function measurementGroup({
  title,
  facts,
  trend,
  ratio,
}: Presentation['measurements'][number]): MeasurementGroup {
  return {
    title,
    facts,
    trend: trend ?? null,
    ratio: ratio
      ? {
          label: ratio.label,
          facts: ratio.facts,
          normalRange: ratio.normal,
          note: ratio.note ?? null,
        }
      : null,
  };
}

function describedCode(
  { code, title, validFrom, validTo }: Presentation['codes'][number],
  listed: Guideline['definition']['value-sets']['codes'],
): DescribedCode {
  const groups = listed.filter(({ codes }) => codes.includes(code));
  return {
    code,
    title,
    conditions: [...new Set(groups.flatMap(({ conditions }) => conditions))],
    supports: groups.length > 0,
    validFrom,
    validTo: validTo ?? null,
  };
}

function ruleOf({ root, clauses }: ProgramDefinition, { clauses: compiled }: Program): ClauseRule {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const facts = new Map(
    compiled.flatMap((clause) => (clause.kind === 'leaf' ? [[clause.id, clause.facts]] : [])),
  );
  const rule = (id: string): ClauseRule => {
    const clause = byId.get(id);
    if (clause === undefined) throw new Error(`there is no clause \`${id}\``);
    const { title, source } = clause;
    return 'when' in clause
      ? { id, title, source, facts: facts.get(id) ?? [], children: [] }
      : { id, title, source, ...membersOf(clause, rule) };
  };
  return rule(root);
}

function membersOf(
  clause: Exclude<ClauseDefinition, { readonly when: unknown }>,
  rule: (id: string) => ClauseRule,
): { readonly combine: Combine; readonly children: readonly ClauseRule[] } {
  return 'all' in clause
    ? { combine: 'all', children: clause.all.map(rule) }
    : { combine: 'any', children: clause.any.map(rule) };
}
