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
import { text } from './text';
import type { Precheck } from './use-precheck';

export interface Needed {
  /** The path of its field. */
  readonly path: string;
  readonly label: string;
  /** The person chose “Not documented”. */
  readonly isNotKnown: boolean;
}

interface VerdictPanelProps {
  readonly check: Precheck;
  readonly known: OnFile;
  readonly needed: readonly Needed[];
  readonly labelOf: (fact: string) => string | null;
  /** A sentence for each misspelled drug. */
  readonly misspelled: readonly string[];
  /** A clause's source in the guideline. */
  readonly sourceOf: (clause: string) => string | null;
  readonly onFocus: (path: string) => void;
}

const OUTCOMES: Readonly<Record<Determination['outcome'], VerdictValue | null>> = {
  'criteria-met': 'met',
  'criteria-not-met': 'not-met',
  'information-needed': 'unknown',
  'not-applicable': 'unknown',
  withheld: null,
};

/** The shape of an outcome; none while it is withheld. */
export function OutcomeShape({ outcome }: Pick<Determination, 'outcome'>) {
  const value = OUTCOMES[outcome];
  return value === null ? null : <Verdict value={value} isShapeOnly />;
}

/** The likely outcome of the current request, and what it still needs. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { check, known, needed, labelOf, misspelled, sourceOf, onFocus } = props;
  const { determination, problem, faults, isChecking, retry } = check;
  return (
    <Panel
      title={text.check.title}
      actions={
        <span className={styles['checking']} aria-hidden="true">
          {isChecking ? text.check.checking : null}
        </span>
      }
    >
      <div className={styles['verdict']}>
        {determination === null && problem === null ? (
          <p className={styles['muted']}>
            {faults.length > 0 ? text.check.invalid : text.check.tooEarly}
          </p>
        ) : null}
        {determination === null ? null : (
          <p className={styles['sentence']} role="status">
            <OutcomeShape outcome={determination.outcome} />
            <span>{[verdictSentence(determination, labelOf), ...misspelled].join(' ')}</span>
          </p>
        )}
        {determination === null ? null : <p>{consequence(determination, known)}</p>}
        {problem === null ? null : (
          <Failure
            isInline
            error={problem}
            what={text.check.notChecked}
            isRetrying={isChecking}
            onRetry={retry}
          />
        )}
        {faults.length === 0 || determination === null ? null : (
          <p className={styles['stale']}>
            <Icon name="alert" size="small" />
            {text.check.stale({ count: faults.length })}
          </p>
        )}
        <StillNeeded needed={needed} onFocus={onFocus} />
        {determination === null ? null : <Notes determination={determination} />}
        {determination?.clauses ? (
          <details className={styles['clauses']}>
            <summary>{text.check.allCriteria}</summary>
            <ClauseTree root={determination.clauses} sourceOf={sourceOf} />
          </details>
        ) : null}
      </div>
    </Panel>
  );
}

/** The case's likely outcome, in a sentence: only what is known before it is submitted. */
export function consequence(determination: Determination, known: OnFile): string {
  const { outcome, approvalMonths, holds, missing } = determination;
  const { blocking, wasSent, covering, notBegun, start } = known;
  const another = differing(known);
  const months = approvalMonths ?? 0;
  const words = text.consequence;
  if (wasSent) return words.wasSent;
  if (blocking !== null) return words.blocked(blocking);
  if (notBegun !== null && approvalMonths !== null) return words.notBegun(notBegun);
  if (start === 'too-far-ahead') return words.tooFarAhead;
  if (start === 'over-already') return words.overAlready({ months });
  switch (outcome) {
    case 'criteria-met':
      if (another !== null) return words.differs({ another });
      if (start === 'far-ahead') return words.farAhead;
      if (holds.length > 0) return words.held;
      return covering === null ? words.approved({ months }) : words.covered(covering);
    case 'criteria-not-met':
      return words.notMet;
    case 'information-needed':
      return words.informationNeeded;
    case 'not-applicable':
      return words.notApplicable;
    case 'withheld':
      return missing.length > 0 ? words.informationNeeded : words.notMet;
  }
}

/** Which of the member's answers differ from those on file; null if none does. */
function differing({ birthDateDiffers, givenNameDiffers }: OnFile): string | null {
  const { member } = text;
  if (birthDateDiffers) return givenNameDiffers ? member.both : member.birthDate;
  return givenNameDiffers ? member.givenName : null;
}

function StillNeeded({ needed, onFocus }: Pick<VerdictPanelProps, 'needed' | 'onFocus'>) {
  if (needed.length === 0) return null;
  return (
    <section>
      <h3>{text.check.missing}</h3>
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
      {isNotKnown ? <span className={styles['muted']}>{text.check.notDocumented}</span> : null}
    </li>
  );
});

/** What blocks an approval, and what the label advises. */
export function Notes({
  determination: { holds, advisories },
}: {
  readonly determination: Determination;
}) {
  return (
    <>
      {holds.length === 0 ? null : (
        <section>
          <h3>{text.check.holds}</h3>
          <ul className={styles['notes']}>
            {holds.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {advisories.length === 0 ? null : (
        <section>
          <h3>{text.check.advisories}</h3>
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
