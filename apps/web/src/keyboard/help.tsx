import { useSelector } from '@tanstack/react-store';
import { Dialog } from '../ui/dialog';
import { KeyHint } from '../ui/key-hint';
import { Switch } from '../ui/switch';
import { useOfferedCommands } from './commands';
import styles from './help.module.css';
import { singleKeys } from './listen';
import { text } from './text';

/** Every key that works here and now. */
export default function Help({ onClose }: { readonly onClose: () => void }) {
  const isOn = useSelector(singleKeys) === 'on';
  const withKeys = useOfferedCommands().filter(({ keys }) => keys !== undefined);
  const groups = Map.groupBy(withKeys, ({ group }) => group);
  return (
    <Dialog title={text.help.name} isOnlyRead onClose={onClose}>
      <div className={styles['help']}>
        <Switch isSelected={isOn} onChange={(on) => singleKeys.choose(on ? 'on' : 'off')}>
          {text.help.singleKeys}
        </Switch>
        {[...groups].map(([group, commands]) => (
          <section key={group} aria-label={group}>
            <h3 className={styles['title']}>{group}</h3>
            <dl className={styles['list']}>
              {commands.map(({ id, label, keys = '' }) => (
                <div key={id} className={styles['row']}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
