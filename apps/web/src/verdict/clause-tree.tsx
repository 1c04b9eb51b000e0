import { memo, type ReactNode } from 'react';
import type { Clause } from '../client';
import { Verdict } from '../ui/badge';
import { cx } from '../ui/cx';
import { Disclosure } from '../ui/disclosure';
import { Icon } from '../ui/icon';
import { criteriaOf, gravestFirst, nearestOf } from './criteria';
import styles from './clause-tree.module.css';
import { text } from './text';

interface ClauseTreeProps {
  readonly root: Clause;
  /** The guideline's words for the clause's source; null if unknown. */
  readonly sourceOf: (id: string) => string | null;
  /** Content under a condition, such as the facts that it reads. */
  readonly evidence?: (clause: Clause) => ReactNode;
  /** Notes from holds and advisories; such a clause is never folded. */
  readonly notesOf?: (id: string) => readonly string[];
}

/**
 * The criteria as text: not met and unknown ones on top, met ones folded. Of alternatives, the
 * nearest is open, the others are folded. Without results, all are folded.
 */
export const ClauseTree = memo(function ClauseTree({ root, ...rest }: ClauseTreeProps) {
  return <Under clause={root} {...rest} isRoot />;
});

interface PartProps extends Omit<ClauseTreeProps, 'root'> {
  readonly clause: Clause;
}

function Under({ clause, isRoot = false, ...rest }: PartProps & { readonly isRoot?: boolean }) {
  const { children, combine } = clause;
  if (combine === 'any' && clause.verdict === 'withheld') {
    return (
      <Disclosure label={text.tree.anyOf({ count: children.length })}>
        <List clauses={children} {...rest} />
      </Disclosure>
    );
  }
  if (combine === 'any') {
    const nearest = nearestOf(children);
    const others = children.filter((each) => each !== nearest);
    return (
      <>
        {nearest ? <List clauses={[nearest]} {...rest} /> : null}
        {others.length > 0 ? (
          <Disclosure label={text.tree.alternatives({ count: others.length })}>
            <List clauses={gravestFirst(others).toReversed()} {...rest} />
          </Disclosure>
        ) : null}
      </>
    );
  }
  const isShut = (each: Clause) => each.verdict === 'met' && !isTouched(each, rest.notesOf);
  const open = gravestFirst(children).filter((each) => !isShut(each));
  const met = children.filter(isShut);
  const isFolded = open.length > 0 || isRoot;
  return (
    <>
      {open.length > 0 ? <List clauses={open} {...rest} /> : null}
      {met.length > 0 && isFolded ? (
        <Disclosure label={text.tree.met({ count: met.flatMap(criteriaOf).length })}>
          <List clauses={met} {...rest} />
        </Disclosure>
      ) : null}
      {met.length > 0 && !isFolded ? <List clauses={met} {...rest} /> : null}
    </>
  );
}

function List({ clauses, ...rest }: Omit<PartProps, 'clause'> & { clauses: readonly Clause[] }) {
  return (
    <ul className={styles['list']}>
      {clauses.map((clause) => (
        <li key={clause.id} id={`clause-${clause.id}`} className={styles['clause']}>
          <Rule clause={clause} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function Rule({ clause, sourceOf, evidence, notesOf }: PartProps) {
  const source = sourceOf(clause.id);
  const notes = notesOf?.(clause.id) ?? [];
  const isBare = clause.verdict === 'withheld';
  return (
    <>
      <div className={cx(styles['line'], isBare && styles['bare'])}>
        {clause.verdict === 'withheld' ? null : <Verdict value={clause.verdict} />}
        <p className={styles['rule']}>{clause.title}</p>
      </div>
      <div className={cx(styles['under'], isBare && styles['bare'])}>
        <p className={styles['source']}>
          {source === null ? null : <>{source} · </>}
          <code>{clause.id}</code>
          {clause.children.length > 1 ? (
            <> · {text.tree.combined[clause.combine ?? 'all']}</>
          ) : null}
        </p>
        {notes.map((note) => (
          <p key={note} className={styles['note']}>
            <Icon name="bell" size="small" /> {note}
          </p>
        ))}
        {clause.children.length === 0 ? evidence?.(clause) : null}
        {clause.children.length > 0 ? (
          <Under
            clause={clause}
            sourceOf={sourceOf}
            {...(evidence && { evidence })}
            {...(notesOf && { notesOf })}
          />
        ) : null}
      </div>
    </>
  );
}

/** Whether the clause, or one below it, has notes. */
function isTouched(clause: Clause, notesOf: ClauseTreeProps['notesOf']): boolean {
  if (!notesOf) return false;
  return (
    notesOf(clause.id).length > 0 || clause.children.some((child) => isTouched(child, notesOf))
  );
}
