import { plural, type Count } from '../shared/plural';

/** The words of signing in and out, of the roles, and of leaving a page. */
export const text = {
  roles: {
    intake: {
      name: 'Intake',
      does: 'Submits requests, adds information and gets stopped cases moving.',
    },
    pharmacist: {
      name: 'Pharmacist',
      does: 'Reviews cases: approves them or requests more information.',
    },
    'medical-director': {
      name: 'Medical director',
      does: 'Reviews cases, and is the only role that can deny one.',
    },
    auditor: { name: 'Auditor', does: 'Read-only access.' },
    admin: {
      name: 'Administrator',
      does: 'Monitors the system and does what intake does.',
    },
  },
  readOnly: 'Read-only access.',
  signIn: {
    product: 'Assent',
    title: 'Sign in',
    lead: 'Prior authorization',
    loading: 'Loading the sign-in options',
    unavailable: 'The sign-in options could not be loaded',
    failed: 'Sign-in failed',
    role: 'Your role',
    name: 'Your name',
    nameHint: ({ role }: { readonly role: string }) =>
      `Shown in the case record. If you leave it blank, it is ${role}-1.`,
    lines: ({ count }: Count) =>
      count === 0 ? 'All lines of business' : `${plural(count, 'line')} of business`,
    submit: ({ role }: { readonly role: string }) => `Sign in as ${role}`,
  },
  provider: {
    unreachable: "Can't reach your identity provider. Try again.",
    lead: ({ host }: { readonly host: string }) => `You'll sign in at ${host} and return here.`,
    action: 'Sign in',
    denied: 'Your identity provider denied access.',
    refused: ({ reason }: { readonly reason: string | null }) =>
      reason === null
        ? 'Your identity provider refused the sign-in and gave no reason.'
        : `Your identity provider refused the sign-in: ${reason}.`,
    unusable: "Your identity provider's response couldn't be used.",
    notOurs: 'This sign-in was started in another tab or was already used. Sign in again.',
  },
  callback: {
    title: 'Signing in',
    loading: 'Signing you in',
    again: 'Sign in again',
    beside: 'Continue in the window where you were working. You can close this one.',
  },
  again: {
    title: 'Your session has ended',
    lead: 'Sign in again to continue. What you typed here is kept.',
    newRoles: ({ roles }: { readonly roles: string }) => `You are now signed in as ${roles}`,
    newRolesDetail: "Actions that this role doesn't allow are no longer offered.",
  },
  beside: {
    lead: ({ host }: { readonly host: string }) =>
      `You'll sign in at ${host} in a new window. What you typed here is kept.`,
    pending: 'Continue in the other window.',
    reopen: 'Reopen the window',
    blocked:
      'Your browser blocked the window. Allow pop-ups for this site and try again, or sign in on this page. Unsaved work will be lost if you sign in on this page.',
    here: 'Sign in on this page',
  },
  signOut: { title: 'Signing out', loading: 'Signing you out' },
  leave: { title: 'Leave without saving?', stay: 'Stay' },
} as const;
