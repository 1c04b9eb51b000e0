/** The words of the command palette and of the list of keyboard shortcuts. */
export const text = {
  /** Headings under which commands are listed on every page. */
  groups: {
    goTo: 'Go to',
    everywhere: 'Everywhere',
    appearance: 'Appearance',
    sandbox: 'Sandbox',
  },
  palette: {
    name: 'Command palette',
    search: 'Find a command or a case',
    placeholder: 'What do you want to do?',
    list: 'Commands and cases',
    none: 'No commands or cases match.',
    cases: 'Cases',
  },
  help: {
    name: 'Keyboard shortcuts',
    keywords: 'help keys keyboard',
    singleKeys: 'Single-key shortcuts',
  },
} as const;
