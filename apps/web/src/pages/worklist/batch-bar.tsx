import { Button } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';
import type { BatchAction } from '../../work/words';
import { BATCH_ACTIONS } from '../../work/batch-dialog';
import { text } from './text';
import styles from './worklist.module.css';

/** The largest batch. */
export const BATCH_LIMIT = 200;

interface BatchBarProps {
  readonly count: number;
  readonly onAct: (action: BatchAction) => void;
  readonly onClear: () => void;
}

/** The actions on the selected cases; at the foot of the page while there are any. */
export function BatchBar({ count, onAct, onClear }: BatchBarProps) {
  const tooMany = count > BATCH_LIMIT;
  return (
    <section aria-label={text.batch.name} className={styles['batch']}>
      <p className={styles['batch-count']}>
        {text.batch.selected({ count })}
        {tooMany ? (
          <span className={styles['why']}> {text.batch.limit({ max: BATCH_LIMIT })}</span>
        ) : null}
      </p>
      <Button isDisabled={tooMany} onPress={() => onAct('assign')}>
        {BATCH_ACTIONS.assign}
      </Button>
      <Button isDisabled={tooMany} onPress={() => onAct('snooze')}>
        {BATCH_ACTIONS.snooze}
      </Button>
      <Menu
        label={text.batch.moreActions}
        trigger={<Button isDisabled={tooMany}>{text.batch.more}</Button>}
      >
        {(['claim', 'release', 'unsnooze', 'repair'] as const).map((action) => (
          <MenuItem key={action} onAction={() => onAct(action)}>
            {BATCH_ACTIONS[action]}
          </MenuItem>
        ))}
      </Menu>
      <Button look="quiet" icon="close" onPress={onClear}>
        {text.batch.clear}
      </Button>
    </section>
  );
}
