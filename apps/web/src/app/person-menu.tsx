import { useSelector } from '@tanstack/react-store';
import { Button as AriaButton } from 'react-aria-components';
import { keyboardOverlay } from '../keyboard/keyboard';
import { singleKeys } from '../keyboard/listen';
import { text as keyboardText } from '../keyboard/text';
import { ROLES, useSession } from '../session/session';
import { useSignOut } from '../session/use-sign-out';
import { LINE_NAMES } from '../shared/lines-of-business';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { Menu, MenuGroup, MenuItem } from '../ui/menu';
import styles from './person-menu.module.css';
import { text } from './text';
import { theme, THEMES } from './theme';

/** Who is signed in, their display settings, and the way out. */
export function PersonMenu() {
  const { subject, roles, lines } = useSession();
  const signOut = useSignOut();
  const chosen = useSelector(theme);
  const keys = useSelector(singleKeys);
  const names = roles.map((role) => ROLES[role].name).join(', ');
  return (
    <Menu
      label={text.account.menu}
      trigger={
        <AriaButton
          aria-label={text.account.trigger({ name: subject, roles: names })}
          className={cx(styles['trigger'])}
        >
          <span className={styles['initials']} aria-hidden="true">
            {initials(subject)}
          </span>
          <Icon name="chevronDown" size="small" />
        </AriaButton>
      }
      head={
        <>
          <p className={styles['name']}>{subject}</p>
          <p className={styles['role']}>{names}</p>
          {lines ? (
            <p className={styles['role']}>{lines.map((line) => LINE_NAMES[line]).join(', ')}</p>
          ) : null}
        </>
      }
    >
      <MenuGroup
        title={text.account.theme}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(selected) => {
          const next = THEMES.find((each) => selected !== 'all' && selected.has(each));
          if (next) theme.choose(next);
        }}
      >
        {THEMES.map((each) => (
          <MenuItem key={each} id={each}>
            {text.account.themes[each]}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuGroup
        title={text.account.keyboard}
        selectionMode="multiple"
        selectedKeys={keys === 'on' ? ['single-keys'] : []}
        onSelectionChange={(selected) =>
          singleKeys.choose(selected === 'all' || selected.has('single-keys') ? 'on' : 'off')
        }
      >
        <MenuItem id="single-keys">{keyboardText.help.singleKeys}</MenuItem>
      </MenuGroup>
      <MenuItem icon="keyboard" keys="?" onAction={() => keyboardOverlay.set('keys')}>
        {keyboardText.help.name}
      </MenuItem>
      <MenuItem icon="search" keys="mod+k" onAction={() => keyboardOverlay.set('palette')}>
        {keyboardText.palette.name}
      </MenuItem>
      <MenuItem icon="arrowRight" onAction={signOut}>
        {text.account.signOut}
      </MenuItem>
    </Menu>
  );
}

function initials(subject: string): string {
  const words = subject.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
