import { Button } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';
import type { BatchAction } from '../../work/words';
import { BATCH_ACTIONS } from '../../work/batch-dialog';
import styles from './worklist.module.css';

/** So many cases go into one batch. */
export const BATCH_LIMIT = 200;

interface BatchBarProps {
  readonly count: number;
  readonly onAct: (action: BatchAction) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected cases; at the foot of the page as long as there are any. */
export function BatchBar({ count, onAct, onClear }: BatchBarProps) {
  const tooMany = count > BATCH_LIMIT;
  return (
    <section aria-label="Selected cases" className={styles['batch']}>
      <p className={styles['batch-count']}>
        {count} selected
        {tooMany ? <span className={styles['why']}> At most {BATCH_LIMIT} at once.</span> : null}
      </p>
      <Button isDisabled={tooMany} onPress={() => onAct('assign')}>
        {BATCH_ACTIONS.assign.label}
      </Button>
      <Button isDisabled={tooMany} onPress={() => onAct('snooze')}>
        {BATCH_ACTIONS.snooze.label}
      </Button>
      <Menu label="More actions" trigger={<Button isDisabled={tooMany}>More</Button>}>
        {(['claim', 'release', 'unsnooze', 'repair'] as const).map((action) => (
          <MenuItem key={action} onAction={() => onAct(action)}>
            {BATCH_ACTIONS[action].label}
          </MenuItem>
        ))}
      </Menu>
      <Button look="quiet" icon="close" onPress={onClear}>
        Clear
      </Button>
    </section>
  );
}
