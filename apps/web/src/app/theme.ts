import { keptChoice } from '../shared/kept-choice';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The color scheme chosen here; `system` follows the machine. */
export const theme = keptChoice<Theme>('assent.theme', THEMES, 'system');

/** Shows the page in the chosen scheme, now and after each change. */
export function applyTheme(): void {
  const show = () => {
    const chosen = theme.get();
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
  };
  show();
  theme.subscribe(show);
}
