/** The words of the frame around every page. */
export const text = {
  product: 'Assent',
  skipToContent: 'Skip to main content',
  destinations: {
    worklist: 'Worklist',
    stuck: 'Needs attention',
    open: 'Open a case',
    appeals: 'Appeals',
    renewals: 'Renewals',
    operations: 'Operations',
  },
  letters: 'Letters',
  lettersToPrint: 'Letters to print',
  audit: 'Audit',
  access: 'Cases opened with a reason',
  accessLog: 'Access log',
  header: {
    pages: 'Pages',
    cases: ({ count }: { readonly count: number }) => (count === 1 ? 'case' : 'cases'),
  },
  search: {
    label: 'Search cases',
    placeholder: 'Name, date of birth, ID or number',
    found: 'Cases found',
    failed: 'The search failed',
  },
  commands: {
    goTo: ({ page }: { readonly page: string }) => `Go to ${page}`,
    search: { label: 'Search', keywords: 'find case number' },
    theme: {
      label: ({ theme }: { readonly theme: string }) => `Theme: ${theme}`,
      keywords: 'colors dark light mode',
    },
  },
  account: {
    menu: 'Account',
    trigger: ({ name, roles }: { readonly name: string; readonly roles: string }) =>
      `Account: ${name}, ${roles}`,
    theme: 'Theme',
    themes: { system: 'Same as system', light: 'Light', dark: 'Dark' },
    keyboard: 'Keyboard',
    signOut: 'Sign out',
  },
  connection: {
    unreachable:
      "Can't reach the server. What you see may be out of date, and changes can't be saved. Reconnecting…",
    paused: "Live updates are paused. Other people's changes may appear late. Reconnecting…",
  },
  session: {
    title: 'Your session',
    loading: 'Loading your session',
    failed: 'Your session could not be loaded',
  },
  page: {
    loading: 'Loading the page',
    broken: 'This page could not be shown',
    failed: 'Something went wrong',
  },
  notFound: {
    title: 'Page not found',
    heading: 'There is no page at this address',
    advice: 'The address may be mistyped. To find a case, use the search box above.',
    action: 'Go to the worklist',
  },
} as const;
