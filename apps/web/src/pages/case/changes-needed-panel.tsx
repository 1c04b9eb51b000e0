import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { Case, ChangesNeeded, GuidelineDescription } from '../../client';
import { showChangesNeededOptions } from '../../client/@tanstack/react-query.gen';
import { factWords } from '../../facts/fact-words';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { clausesUnder } from '../../verdict/criteria';
import { text } from './text';
import styles from './changes-needed-panel.module.css';

type ChangeSet = ChangesNeeded['sets'][number];
type Change = ChangeSet['changes'][number];

/** How many ways stay in sight; the rest is folded. */
const IN_SIGHT = 3;

interface ChangesNeededPanelProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

/** The fewest changes with which the criteria would be met, for whoever decides the case. */
export const ChangesNeededPanel = memo(function ChangesNeededPanel(props: ChangesNeededPanelProps) {
  const { id } = props.case;
  const reading = useQuery(showChangesNeededOptions({ path: { id } }));
  const failure = useFailure(reading);
  const sets = reading.data?.sets ?? [];
  const folded = sets.slice(IN_SIGHT);
  if (reading.data && sets.length === 0) return null;
  return (
    <Panel title={text.changesNeeded.title}>
      {sets.length > 0 ? (
        <div className={styles['ways']}>
          <p className={styles['advice']}>
            {togetherWords(sets)} {text.changesNeeded.advice}
          </p>
          <Ways sets={sets.slice(0, IN_SIGHT)} {...props} />
          {folded.length > 0 ? (
            <Disclosure label={text.changesNeeded.more({ count: folded.length })}>
              <Ways sets={folded} {...props} />
            </Disclosure>
          ) : null}
        </div>
      ) : null}
      {failure ? <Failure isInline what={text.changesNeeded.failed} {...failure} /> : null}
      {!reading.data && !failure ? <Skeleton label={text.changesNeeded.loading} lines={3} /> : null}
    </Panel>
  );
});

function togetherWords(sets: readonly ChangeSet[]): string {
  if (sets.length > 1) return text.changesNeeded.groups;
  return sets[0]?.changes.length === 1 ? text.changesNeeded.oneChange : text.changesNeeded.oneGroup;
}

interface WaysProps extends ChangesNeededPanelProps {
  readonly sets: readonly ChangeSet[];
}

function Ways({ sets, case: shown, guideline }: WaysProps) {
  const root = shown.determination.clauses;
  const titles = new Map(root ? clausesUnder(root).map(({ id, title }) => [id, title]) : []);
  return (
    <ul className={styles['ways']}>
      {sets.map(({ changes }) => (
        <li key={JSON.stringify(changes)} className={styles['way']}>
          <ul className={styles['changes']}>
            {changes.map((change) => (
              <li key={change.fact}>
                <p>
                  <strong>{labelOf(change, guideline)}</strong>: {valueWords(change, guideline)}{' '}
                  <span className={styles['kind']}>{text.changesNeeded.kinds[change.kind]}</span>
                </p>
                {change.clauses.length > 0 ? (
                  <p className={styles['criteria']}>
                    {text.changesNeeded.serves({
                      criteria: change.clauses.map((id) => titles.get(id) ?? id).join('; '),
                    })}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function factOf({ fact }: Change, guideline: GuidelineDescription | undefined) {
  return guideline?.facts.find(({ path }) => path === fact);
}

function labelOf(change: Change, guideline: GuidelineDescription | undefined): string {
  return factOf(change, guideline)?.label ?? change.fact;
}

/** `Yes (now: Not documented)`; a text is the prescriber's own. */
function valueWords(change: Change, guideline: GuidelineDescription | undefined): string {
  const fact = factOf(change, guideline);
  if (!fact) return '';
  const isOwnWords = fact.type === 'text' || fact.type === 'texts';
  const to = isOwnWords ? text.changesNeeded.specific : factWords(fact, change.to);
  return text.changesNeeded.instead({ to, now: factWords(fact, change.from) });
}
