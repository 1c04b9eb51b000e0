import { useState } from 'react';
import type { Draft } from '../../client';
import type { Members } from '../../facts/readings';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RadioCards } from '../../ui/radio-group';
import { differences, merged, saidElsewhere } from './differences';
import { valueAt } from './request';
import styles from './open.module.css';

interface DraftConflictProps {
  readonly mine: Members;
  readonly theirs: Draft;
  readonly labelOf: (path: string) => string;
  readonly wordsOf: (path: string, value: unknown) => string;
  readonly onSettled: (request: Members) => void;
}

/**
 * Both values of each field that was changed elsewhere too, to choose between. What only the other
 * window has written is kept unless somebody chooses to drop it.
 */
export function DraftConflict({ mine, theirs, labelOf, wordsOf, onSettled }: DraftConflictProps) {
  const [takenOver, setTakenOver] = useState<ReadonlySet<string>>(
    () => new Set(saidElsewhere(mine, theirs.request)),
  );
  const paths = differences(mine, theirs.request);
  return (
    <Dialog
      title="This draft was changed in another window"
      mustAnswer
      onClose={() => onSettled(mine)}
      actions={
        <Button look="primary" onPress={() => onSettled(merged(mine, theirs.request, takenOver))}>
          Keep these
        </Button>
      }
    >
      <div className={styles['stack']}>
        {paths.length === 0 ? <p>Both say the same.</p> : null}
        {paths.map((path) => (
          <RadioCards
            key={path}
            label={labelOf(path)}
            value={takenOver.has(path) ? 'theirs' : 'mine'}
            onChange={(chosen) => {
              const next = new Set(takenOver);
              if (chosen === 'theirs') next.add(path);
              else next.delete(path);
              setTakenOver(next);
            }}
            options={[
              {
                value: 'mine',
                label: wordsOf(path, valueAt(mine, path)),
                description: 'In this window',
              },
              {
                value: 'theirs',
                label: wordsOf(path, valueAt(theirs.request, path)),
                description: 'In the other window',
              },
            ]}
          />
        ))}
      </div>
    </Dialog>
  );
}
