import { type Members, valueAt } from '@assent/vocabulary';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RadioCards } from '../../ui/radio-group';
import styles from './intake.module.css';
import { text } from './text';

interface DraftConflictProps {
  readonly mine: Members;
  readonly theirs: Members;
  /** The paths that both changed from the earlier draft. */
  readonly contested: readonly string[];
  readonly labelOf: (path: string) => string;
  readonly wordsOf: (path: string, value: unknown) => string;
  /** Gets the paths at which the other window's value wins. */
  readonly onSettled: (takenOver: readonly string[]) => void;
}

/** Both values of each field that was also changed elsewhere, to choose from. */
export function DraftConflict(props: DraftConflictProps) {
  const { mine, theirs, contested, labelOf, wordsOf, onSettled } = props;
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  return (
    <Dialog
      title={text.conflict.title}
      mustAnswer
      onClose={() => undefined}
      actions={
        <Button
          look="primary"
          isDisabled={chosen.size < contested.length}
          onPress={() => onSettled(contested.filter((path) => chosen.get(path) === 'theirs'))}
        >
          {text.conflict.keep}
        </Button>
      }
    >
      <div className={styles['stack']}>
        <p>{text.conflict.detail}</p>
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
                description: text.conflict.here,
              },
              {
                value: 'theirs',
                label: wordsOf(path, valueAt(theirs, path)),
                description: text.conflict.there,
              },
            ]}
          />
        ))}
      </div>
    </Dialog>
  );
}
