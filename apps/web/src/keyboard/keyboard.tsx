import { createAtom, useSelector } from '@tanstack/react-store';
import { lazy, Suspense, useEffect } from 'react';
import { useCommands } from './commands';
import { listenToKeys } from './listen';
import { text } from './text';

const Palette = lazy(() => import('./palette'));
const Help = lazy(() => import('./help'));

/** The overlay: the command palette, the list of keys, or nothing. */
export const keyboardOverlay = createAtom<'palette' | 'keys' | null>(null);

/** Listens to keys, and shows the palette and the list of keys on request. */
export function Keyboard() {
  const shown = useSelector(keyboardOverlay);
  useEffect(() => {
    return listenToKeys(window);
  }, []);
  useCommands([
    {
      label: text.palette.name,
      group: text.groups.everywhere,
      keys: 'mod+k',
      isKeyOnly: true,
      run: () => keyboardOverlay.set(shown === 'palette' ? null : 'palette'),
    },
    {
      label: text.help.name,
      group: text.groups.everywhere,
      keys: '?',
      words: text.help.keywords,
      run: () => keyboardOverlay.set('keys'),
    },
  ]);
  const close = () => keyboardOverlay.set(null);
  return (
    <Suspense fallback={null}>
      {shown === 'palette' ? <Palette onClose={close} /> : null}
      {shown === 'keys' ? <Help onClose={close} /> : null}
    </Suspense>
  );
}
