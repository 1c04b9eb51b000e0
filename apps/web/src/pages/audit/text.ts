import { plural, type Count } from '../../shared/plural';

interface Clock {
  readonly clock: string;
}

/** The words of the audit page. */
export const text = {
  title: 'Audit',
  lead: 'Whether the record of who did what is whole.',
  loading: 'Loading the audit',
  failed: 'The audit could not be loaded',
  seals: {
    title: 'Seals',
    last: 'Last seal',
    none: 'No seal yet',
    lastWords: ({ number, clock }: Clock & { readonly number: number }) => `${number}, ${clock}`,
    entries: 'Audit entries',
    unsealed: 'Not sealed yet',
    unsealedWords: ({ count, clock }: Count & { readonly clock: string | null }) =>
      clock === null
        ? count.toLocaleString('en-US')
        : `${count.toLocaleString('en-US')}, the first of ${clock}`,
    what: 'A seal is a signed statement of which entries there are. It is also kept outside of the database.',
  },
  check: {
    title: 'Latest check',
    action: 'Check now',
    busy: 'Checking…',
    failed: 'The check could not be started',
    notHere: "This system does not know where the seals are kept, so it can't check the audit.",
    none: 'The audit has not been checked here yet.',
    running: ({ clock, name }: Clock & { readonly name: string }) =>
      `Running since ${clock}, started by ${name}.`,
    by: ({ clock, name }: Clock & { readonly name: string }) => `${clock}, started by ${name}.`,
    whole: ({ count }: Count) => `The audit is whole: ${plural(count, 'entry', 'entries')} checked`,
    broken: ({ count }: Count) => `The audit is not whole: ${plural(count, 'finding')}`,
    noResult: ({ why }: { readonly why: string }) => `The check came to no result: ${why}`,
    more: ({ count }: Count) => `${plural(count, 'further finding')} not shown.`,
    findings: 'Findings',
  },
} as const;
