import type { GuidelineDescriptionJson } from '@assent/contracts';
import type { ClauseRule, GuidelineDescription } from '@assent/criteria';

type RuleJson = GuidelineDescriptionJson['clauses']['initiation'];

export function toGuidelineJson(described: GuidelineDescription): GuidelineDescriptionJson {
  const { id, version, title, source, drugNames, facts, measurements, codes, clauses } = described;
  return {
    id,
    version,
    title,
    source,
    drugNames: [...drugNames],
    facts: facts.map((fact) => ({ ...fact, words: fact.words && [...fact.words] })),
    dosing: [...described.dosing],
    measurements: measurements.map(({ title: name, facts: grouped, trend, ratio }) => ({
      title: name,
      facts: [...grouped],
      trend: trend && [...trend],
      ratio: ratio && { ...ratio, facts: [...ratio.facts] },
    })),
    codes: codes.map((code) => ({ ...code, conditions: [...code.conditions] })),
    clauses: {
      initiation: toRuleJson(clauses.initiation),
      continuation: toRuleJson(clauses.continuation),
    },
  };
}

function toRuleJson({ id, title, source, combine, facts, children }: ClauseRule): RuleJson {
  return {
    id,
    title,
    source,
    ...(combine && { combine }),
    ...(facts && { facts: [...facts] }),
    children: children.map(toRuleJson),
  };
}
