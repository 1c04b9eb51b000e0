/** The words shared by all parts. */
export const text = {
  keys: {
    shown: { control: 'Ctrl', shift: 'Shift', enter: 'Enter', escape: 'Esc' },
    spoken: {
      command: 'Command',
      control: 'Control',
      shift: 'Shift',
      arrowUp: 'Arrow up',
      arrowDown: 'Arrow down',
      slash: 'Slash',
      questionMark: 'Question mark',
      sequence: ', then ',
    },
  },
  /** In the API's problem format: a title, and a detail that follows it after a colon. */
  problem: {
    unreachable: {
      title: "Can't reach the server",
      detail: 'check your connection and try again',
    },
    signedOut: {
      title: 'Not signed in',
      detail: 'you are signed out on this page; nothing was sent',
    },
    unexpected: {
      title: 'The call failed',
      detail: ({ status }: { readonly status: number }) =>
        `the server answered with status ${status}; try again later`,
    },
    pageFault: 'Something went wrong on this page. Reload it.',
  },
} as const;
