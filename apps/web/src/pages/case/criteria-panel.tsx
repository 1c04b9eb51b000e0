import { memo, useMemo } from 'react';
import type { Case, ClauseRule, GuidelineDescription } from '../../client';
import { Panel } from '../../ui/panel';
import { Failure } from '../../ui/states';
import { calendarDay } from '../../ui/times';
import type { FailedReading } from '../../ui/use-failure';
import { ClauseTree } from '../../verdict/clause-tree';
import { Evidence } from './evidence';
import { text } from './text';
import styles from './criteria-panel.module.css';

interface CriteriaPanelProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
  /** Why the guideline failed to load. */
  readonly failure: FailedReading | null;
  readonly onAsk: ((question: string) => void) | undefined;
  readonly onTell: ((path: string) => void) | undefined;
}

/** Each criterion with its rule in words, the facts behind it and where they come from. */
export const CriteriaPanel = memo(function CriteriaPanel(props: CriteriaPanelProps) {
  const { case: shown, guideline, failure, onAsk, onTell } = props;
  const { clauses, guideline: used, requestType, asOf, holds, advisories } = shown.determination;
  const rules = guideline?.clauses[requestType];
  const sources = useMemo(() => (rules ? sourcesOf(rules) : new Map<string, string>()), [rules]);
  return (
    <Panel title={text.criteria.title}>
      {clauses && used ? (
        <div className={styles['criteria']}>
          <p className={styles['guideline']}>
            {text.criteria.used({
              title: guideline?.title ?? null,
              version: calendarDay(used.version),
              asOf: calendarDay(asOf),
            })}
          </p>
          {failure ? <Failure isInline what={text.criteria.unnamed} {...failure} /> : null}
          <ClauseTree
            root={clauses}
            sourceOf={(id) => sources.get(id) ?? null}
            notesOf={(id) =>
              [...holds, ...advisories].flatMap((note) =>
                note.clauses?.includes(id) ? [note.message] : [],
              )
            }
            evidence={(clause) => (
              <Evidence
                case={shown}
                clause={clause}
                guideline={guideline}
                onAsk={onAsk}
                onTell={onTell}
              />
            )}
          />
        </div>
      ) : (
        <p>{shown.determinationGap ?? text.criteria.none}</p>
      )}
    </Panel>
  );
});

function sourcesOf(rule: ClauseRule): ReadonlyMap<string, string> {
  const under = (each: ClauseRule): (readonly [string, string])[] => [
    [each.id, each.source],
    ...each.children.flatMap(under),
  ];
  return new Map(under(rule));
}
