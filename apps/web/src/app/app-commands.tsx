import { useNavigate } from '@tanstack/react-router';
import { useCommands } from '../keyboard/commands';
import { useSignOut } from '../session/use-sign-out';
import { DESTINATIONS } from './destinations';
import { focusSearch } from './search-box';
import { theme, THEMES } from './theme';

/** What can be done on every page. */
export function AppCommands() {
  const navigate = useNavigate();
  const signOut = useSignOut();
  useCommands([
    ...DESTINATIONS.map(({ to, name, key }) => ({
      label: `Go to ${name}`,
      group: 'Go to',
      keys: `g ${key}`,
      run: () => void navigate({ to }),
    })),
    {
      label: 'Search',
      group: 'Everywhere',
      keys: '/',
      words: 'find case number',
      run: focusSearch,
    },
    ...THEMES.map((each) => ({
      label: `Theme: ${each}`,
      group: 'Appearance',
      words: 'colors dark light mode',
      run: () => theme.choose(each),
    })),
    { label: 'Sign out', group: 'Everywhere', run: signOut },
  ]);
  return null;
}
