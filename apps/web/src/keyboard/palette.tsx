import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  TextField,
  useFilter,
} from 'react-aria-components';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { useOfferedCommands, type Command } from './commands';
import styles from './palette.module.css';

/** The groups of what is offered on each page, in their order. */
const EVERYWHERE = ['Go to', 'Everywhere', 'Appearance', 'Sandbox'];

/** Every command on offer, found by typing. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const offered = useOfferedCommands().filter(({ isKeyOnly }) => isKeyOnly !== true);
  // What the page offers stands before what is offered everywhere.
  const groups = [...Map.groupBy(offered, ({ group }) => group)].sort(
    ([a], [b]) => EVERYWHERE.indexOf(a) - EVERYWHERE.indexOf(b),
  );
  const run = (key: string) => {
    onClose();
    // The dialog gives the focus back first, so that a command may move it.
    setTimeout(() => offered.find(({ id }) => String(id) === key)?.run());
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={cx(styles['overlay'])}
    >
      <Modal className={cx(styles['modal'])}>
        <Dialog aria-label="Command palette" className={cx(styles['dialog'])}>
          <Autocomplete filter={contains}>
            <TextField aria-label="Find a command" autoFocus className={cx(styles['search'])}>
              <Icon name="search" />
              <Input
                role="combobox"
                aria-expanded="true"
                placeholder="What do you want to do?"
                className={cx(styles['input'])}
              />
            </TextField>
            <ListBox
              aria-label="Commands"
              className={cx(styles['list'])}
              selectionMode="none"
              onAction={(key) => run(String(key))}
              renderEmptyState={() => <p className={styles['none']}>No command has that name.</p>}
            >
              {groups.map(([group, commands]) => (
                <ListBoxSection key={group} className={cx(styles['group'])}>
                  <Header className={styles['title']}>{group}</Header>
                  {commands.map((command) => (
                    <Entry key={command.id} command={command} />
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Entry({ command }: { readonly command: Command & { readonly id: number } }) {
  const { id, label, words = '', keys } = command;
  return (
    <ListBoxItem
      id={String(id)}
      textValue={`${label} ${words}`.trim()}
      aria-label={label}
      className={cx(styles['item'])}
    >
      <span>{label}</span>
      {keys === undefined ? null : <KeyHint keys={keys} />}
    </ListBoxItem>
  );
}
