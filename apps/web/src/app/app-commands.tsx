import { useNavigate } from '@tanstack/react-router';
import { useCommands } from '../keyboard/commands';
import { text as keyboardText } from '../keyboard/text';
import { useMay } from '../session/session';
import { useSignOut } from '../session/use-sign-out';
import { DESTINATIONS } from './destinations';
import { focusSearch } from './search-box';
import { text } from './text';
import { theme, THEMES } from './theme';

const { groups } = keyboardText;

/** The commands of every page. */
export function AppCommands() {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const mayAudit = useMay('audit');
  const maySeeAccess = useMay('see-access');
  useCommands([
    ...DESTINATIONS.map(({ to, name, key }) => ({
      label: text.commands.goTo({ page: name }),
      group: groups.goTo,
      keys: `g ${key}`,
      run: () => void navigate({ to }),
    })),
    {
      label: text.commands.goTo({ page: text.letters }),
      group: groups.goTo,
      run: () => void navigate({ to: '/letters' }),
    },
    {
      label: text.commands.goTo({ page: text.lettersToPrint }),
      group: groups.goTo,
      run: () => void navigate({ to: '/letters/to-print' }),
    },
    ...(mayAudit
      ? [
          {
            label: text.commands.goTo({ page: text.audit }),
            group: groups.goTo,
            run: () => void navigate({ to: '/audit' }),
          },
        ]
      : []),
    ...(maySeeAccess
      ? [
          {
            label: text.commands.goTo({ page: text.access }),
            group: groups.goTo,
            run: () => void navigate({ to: '/access' }),
          },
          {
            label: text.commands.goTo({ page: text.accessLog }),
            group: groups.goTo,
            run: () => void navigate({ to: '/access-log' }),
          },
        ]
      : []),
    {
      label: text.commands.search.label,
      group: groups.everywhere,
      keys: '/',
      words: text.commands.search.keywords,
      run: focusSearch,
    },
    ...THEMES.map((each) => ({
      label: text.commands.theme.label({ theme: text.account.themes[each] }),
      group: groups.appearance,
      words: text.commands.theme.keywords,
      run: () => theme.choose(each),
    })),
    { label: text.account.signOut, group: groups.everywhere, run: signOut },
  ]);
  return null;
}
