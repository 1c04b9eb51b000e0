import { useState } from 'react';
import type { Members } from '../../facts/readings';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RadioCards } from '../../ui/radio-group';
import styles from './intake.module.css';
import { valueAt } from './request';

interface DraftConflictProps {
  readonly mine: Members;
  readonly theirs: Members;
  /** The paths at which both say something else than the draft did before. */
  readonly contested: readonly string[];
  readonly labelOf: (path: string) => string;
  readonly wordsOf: (path: string, value: unknown) => string;
  /** Told the paths at which the other window's value counts. */
  readonly onSettled: (takenOver: readonly string[]) => void;
}

/** Both values of each field that was changed elsewhere too, to choose between. */
export function DraftConflict(props: DraftConflictProps) {
  const { mine, theirs, contested, labelOf, wordsOf, onSettled } = props;
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  return (
    <Dialog
      title="This draft was changed in another window"
      mustAnswer
      onClose={() => undefined}
      actions={
        <Button
          look="primary"
          isDisabled={chosen.size < contested.length}
          onPress={() => onSettled(contested.filter((path) => chosen.get(path) === 'theirs'))}
        >
          Keep these
        </Button>
      }
    >
      <div className={styles['stack']}>
        <p>Both windows changed the same fields. Choose what to keep.</p>
        {contested.map((path) => (
          <RadioCards
            key={path}
            label={labelOf(path)}
            value={chosen.get(path) ?? null}
            isRequired
            onChange={(each) => setChosen(new Map([...chosen, [path, each]]))}
            options={[
              {
                value: 'mine',
                label: wordsOf(path, valueAt(mine, path)),
                description: 'In this window',
              },
              {
                value: 'theirs',
                label: wordsOf(path, valueAt(theirs, path)),
                description: 'In the other window',
              },
            ]}
          />
        ))}
      </div>
    </Dialog>
  );
}
