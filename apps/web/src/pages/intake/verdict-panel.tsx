import { memo } from 'react';
import type { Determination } from '../../client';
import { Verdict, type VerdictValue } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { Failure } from '../../ui/states';
import { ClauseTree } from '../../verdict/clause-tree';
import { verdictSentence } from '../../verdict/sentence';
import styles from './intake.module.css';
import type { OnFile } from './on-file';
import type { Precheck } from './use-precheck';

export interface Needed {
  /** The path of its field. */
  readonly path: string;
  readonly label: string;
  /** Somebody said that nobody knows it. */
  readonly isNotKnown: boolean;
}

interface VerdictPanelProps {
  readonly check: Precheck;
  readonly known: OnFile;
  readonly needed: readonly Needed[];
  readonly labelOf: (fact: string) => string | null;
  /** Where the guideline has a clause. */
  readonly sourceOf: (clause: string) => string | null;
  readonly onFocus: (path: string) => void;
}

export const OUTCOMES: Readonly<Record<Determination['outcome'], VerdictValue>> = {
  'criteria-met': 'met',
  'criteria-not-met': 'not-met',
  'information-needed': 'unknown',
  'not-applicable': 'unknown',
};

/** What would come of the request as it stands, and what it still needs. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { check, known, needed, labelOf, sourceOf, onFocus } = props;
  const { determination, problem, faults, isChecking, retry } = check;
  return (
    <Panel
      title="So far"
      actions={
        <span className={styles['checking']} aria-hidden="true">
          {isChecking ? 'Checking…' : null}
        </span>
      }
    >
      <div className={styles['verdict']}>
        {determination === null && problem === null ? (
          <p className={styles['muted']}>
            {faults.length > 0
              ? 'The verdict stands here once every answer is valid.'
              : 'The verdict stands here as soon as the drug and the line of business are known.'}
          </p>
        ) : null}
        {determination === null ? null : (
          <p className={styles['sentence']} role="status">
            <Verdict value={OUTCOMES[determination.outcome]} isShapeOnly />
            <span>{verdictSentence(determination, labelOf)}</span>
          </p>
        )}
        {determination === null ? null : <p>{consequence(determination, known)}</p>}
        {problem === null ? null : (
          <Failure
            isInline
            error={problem}
            what="The answers could not be checked"
            isRetrying={isChecking}
            onRetry={retry}
          />
        )}
        {faults.length === 0 || determination === null ? null : (
          <p className={styles['stale']}>
            <Icon name="alert" size="small" />
            {faults.length === 1
              ? 'One answer is not valid, so this is the verdict before it.'
              : `${faults.length} answers are not valid, so this is the verdict before them.`}
          </p>
        )}
        <StillNeeded needed={needed} onFocus={onFocus} />
        {determination === null ? null : <Notes determination={determination} />}
        {determination?.clauses ? (
          <details className={styles['clauses']}>
            <summary>Clause by clause</summary>
            <ClauseTree root={determination.clauses} sourceOf={sourceOf} />
          </details>
        ) : null}
      </div>
    </Panel>
  );
}

/** What would become of the case, in a sentence: no more than is known before it is submitted. */
export function consequence(determination: Determination, known: OnFile): string {
  const { outcome, approvalMonths, holds } = determination;
  const { blocking, wasSent, covering, notBegun, start } = known;
  const another = differing(known);
  if (wasSent)
    return 'It was sent before and its answer was lost. Submitting it again opens no second case.';
  if (blocking !== null) return `It can't be submitted while case ${blocking.number} is open.`;
  if (notBegun !== null && approvalMonths !== null)
    return `It can't be submitted yet: authorization ${notBegun.number} has not begun.`;
  if (start === 'too-far-ahead')
    return "It can't be submitted: the requested start is too far ahead. Check the year.";
  if (start === 'over-already')
    return `An approval for ${approvalMonths ?? 0} months from the requested start would be over by now. Ask for a later start, or it may be refused.`;
  switch (outcome) {
    case 'criteria-met':
      if (another !== null)
        return `The member ID is on file with another ${another}, so a reviewer looks at it before it is approved.`;
      if (start === 'far-ahead')
        return 'The requested start is far ahead, so a reviewer looks at it before it is approved.';
      if (holds.length > 0) return 'A reviewer looks at it before it is approved.';
      return covering === null
        ? `It will be approved on submission for ${approvalMonths ?? 0} months, unless something on file needs a reviewer.`
        : `Authorization ${covering.number} covers the member already: the same treatment is refused as a duplicate, and a reviewer looks at any other before it is approved.`;
    case 'criteria-not-met':
      return 'A reviewer decides; software denies nothing.';
    case 'information-needed':
      return 'If you submit it now, the case will wait for information.';
    case 'not-applicable':
      return 'No guideline here decides it.';
  }
}

/** Which of the member's answers differ from what is on file; null where none does. */
function differing({ birthDateDiffers, givenNameDiffers }: OnFile): string | null {
  if (birthDateDiffers) return givenNameDiffers ? 'given name and birth date' : 'birth date';
  return givenNameDiffers ? 'given name' : null;
}

function StillNeeded({ needed, onFocus }: Pick<VerdictPanelProps, 'needed' | 'onFocus'>) {
  if (needed.length === 0) return null;
  return (
    <section>
      <h3>Still needed</h3>
      <ul className={styles['needed']}>
        {needed.map((each) => (
          <NeededLine key={each.path} {...each} onFocus={onFocus} />
        ))}
      </ul>
    </section>
  );
}

type NeededLineProps = Needed & Pick<VerdictPanelProps, 'onFocus'>;

const NeededLine = memo(function NeededLine(props: NeededLineProps) {
  const { path, label, isNotKnown, onFocus } = props;
  return (
    <li>
      <Button size="small" look="quiet" onPress={() => onFocus(path)}>
        {label}
      </Button>
      {isNotKnown ? <span className={styles['muted']}>not known</span> : null}
    </li>
  );
});

/** What holds an approval back, and what the label advises. */
export function Notes({
  determination: { holds, advisories },
}: {
  readonly determination: Determination;
}) {
  return (
    <>
      {holds.length === 0 ? null : (
        <section>
          <h3>Holds the approval back</h3>
          <ul className={styles['notes']}>
            {holds.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {advisories.length === 0 ? null : (
        <section>
          <h3>Advice</h3>
          <ul className={styles['notes']}>
            {advisories.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
