import type { ReactNode } from 'react';
import type { Fact, GuidelineDescription } from './guideline';
import { rangeWords, ratioWords } from './measurement-words';
import { Trend } from './trend';
import styles from './measurements.module.css';

type Group = GuidelineDescription['measurements'][number];

interface MeasurementsProps {
  readonly guideline: GuidelineDescription;
  readonly valueOf: (path: string) => unknown;
  /** The field that asks for a fact. */
  readonly field: (fact: Fact) => ReactNode;
}

/** Optional findings in groups, with normal ranges, the ratio of two of them, and how they changed. */
export function Measurements({ guideline, valueOf, field }: MeasurementsProps) {
  return guideline.measurements.map((group) => (
    <fieldset key={group.title} className={styles['group']}>
      <legend>{group.title}</legend>
      {factsOf(guideline, group).map(field)}
      <Ratio group={group} valueOf={valueOf} />
      <GroupTrend guideline={guideline} group={group} valueOf={valueOf} />
    </fieldset>
  ));
}

/** How the findings changed, if at least two points of a line are known. */
export function Trends({ guideline, valueOf }: Omit<MeasurementsProps, 'field'>) {
  return guideline.measurements.map((group) => (
    <div key={group.title}>
      <GroupTrend guideline={guideline} group={group} valueOf={valueOf} />
      <Ratio group={group} valueOf={valueOf} />
    </div>
  ));
}

interface GroupProps extends Pick<MeasurementsProps, 'valueOf'> {
  readonly group: Group;
}

function Ratio({ group: { ratio }, valueOf }: GroupProps) {
  const words = ratio && ratioWords(valueOf(ratio.facts[0]), valueOf(ratio.facts[1]));
  if (!ratio || words === null) return null;
  return (
    <p className={styles['ratio']}>
      {ratio.label}: <strong>{words}</strong> ({rangeWords(ratio.normalRange, null)}
      {ratio.note === null ? null : `; ${ratio.note}`})
    </p>
  );
}

interface GroupTrendProps extends GroupProps {
  readonly guideline: MeasurementsProps['guideline'];
}

function GroupTrend({ guideline, group, valueOf }: GroupTrendProps) {
  const { title, facts, trend } = group;
  if (!trend) return null;
  const points = facts.flatMap((path, index) => {
    const value = valueOf(path);
    return typeof value === 'number' ? [{ name: trend[index] ?? path, value }] : [];
  });
  const [first] = factsOf(guideline, group);
  return <Trend title={title} unit={first?.unit ?? null} points={points} />;
}

function factsOf(guideline: GuidelineDescription, { facts }: Group): readonly Fact[] {
  return facts.flatMap((path) => guideline.facts.filter((fact) => fact.path === path));
}

/** Whether a fact is in one of the groups. */
export function isMeasured(guideline: GuidelineDescription, path: string): boolean {
  return guideline.measurements.some(({ facts }) => facts.includes(path));
}

/** Whether there is a line or a ratio to show. */
export function hasTrend(
  guideline: GuidelineDescription,
  valueOf: (path: string) => unknown,
): boolean {
  return guideline.measurements.some(({ facts, trend, ratio }) => {
    const known = (paths: readonly string[]) =>
      paths.filter((path) => typeof valueOf(path) === 'number').length;
    return (trend !== null && known(facts) > 1) || (ratio !== null && known(ratio.facts) === 2);
  });
}
