import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
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
import { useFoundCases, whoIs } from '../work/found-cases';
import { useOfferedCommands, type Command } from './commands';
import { text } from './text';
import styles from './palette.module.css';

/** The command groups of every page, in order. */
const EVERYWHERE: readonly string[] = Object.values(text.groups);

/** Marks the server's results: their names need not contain the text. */
const FOUND = '\0';

/** Every command on offer, and every case, by search. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  const found = useFoundCases(typed);
  const navigate = useNavigate();
  const offered = useOfferedCommands().filter(({ isKeyOnly }) => isKeyOnly !== true);
  // The page's commands precede those of every page.
  const groups = [...Map.groupBy(offered, ({ group }) => group)].sort(
    ([a], [b]) => EVERYWHERE.indexOf(a) - EVERYWHERE.indexOf(b),
  );
  const run = (key: string) => {
    onClose();
    if (found.some(({ id }) => id === key)) {
      void navigate({ to: '/cases/$caseId', params: { caseId: key } });
      return;
    }
    // The dialog returns the focus first, so that a command may move it.
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
        <Dialog aria-label={text.palette.name} className={cx(styles['dialog'])}>
          <Autocomplete
            inputValue={typed}
            onInputChange={setTyped}
            filter={(words, sought) => words.startsWith(FOUND) || contains(words, sought)}
          >
            <TextField aria-label={text.palette.search} autoFocus className={cx(styles['search'])}>
              <Icon name="search" />
              <Input
                role="combobox"
                aria-expanded="true"
                placeholder={text.palette.placeholder}
                className={cx(styles['input'])}
              />
            </TextField>
            <ListBox
              aria-label={text.palette.list}
              className={cx(styles['list'])}
              selectionMode="none"
              onAction={(key) => run(String(key))}
              renderEmptyState={() => <p className={styles['none']}>{text.palette.none}</p>}
            >
              {groups.map(([group, commands]) => (
                <ListBoxSection key={group} className={cx(styles['group'])}>
                  <Header className={styles['title']}>{group}</Header>
                  {commands.map((command) => (
                    <Entry key={command.id} command={command} />
                  ))}
                </ListBoxSection>
              ))}
              {found.length === 0 ? null : (
                <ListBoxSection className={cx(styles['group'])}>
                  <Header className={styles['title']}>{text.palette.cases}</Header>
                  {found.map((each) => (
                    <ListBoxItem
                      key={each.id}
                      id={each.id}
                      textValue={`${FOUND}${each.memberName}`}
                      aria-label={`${each.memberName}, ${whoIs(each)}, ${each.number}`}
                      className={cx(styles['item'])}
                    >
                      <span>{each.memberName}</span>
                      <span className={styles['who']}>{whoIs(each)}</span>
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              )}
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
