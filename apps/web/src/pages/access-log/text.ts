import { plural, type Count } from '../../shared/plural';

/** The words of the access log. */
export const text = {
  title: 'Access log',
  lead: "See who viewed a member's information, or what a person viewed. Searches here are recorded, too.",
  filter: {
    name: 'Filters',
    member: 'Member',
    memberHint: 'Search by name, date of birth or member ID.',
    noMember: 'No member found',
    person: 'Person',
    personHint: 'The name shown in case records.',
    from: 'First day',
    to: 'Last day',
    order: "Can't be before the first day",
    show: 'Show',
  },
  download: 'Download CSV',
  downloadFailed: 'The access log could not be downloaded',
  loading: 'Loading the access log',
  failed: 'The access log could not be loaded',
  results: 'Who viewed what, newest first',
  columns: {
    at: 'When',
    person: 'Person',
    what: 'What',
    cases: 'Cases',
    from: 'From',
  },
  outcomes: { refused: 'Refused', failed: 'Failed' },
  purposes: {
    payment: 'Coverage decisions',
    operations: 'Plan operations',
    'member-request': 'Member request',
    legal: 'Legal',
    oversight: 'Oversight',
  },
  listed: ({ count }: Count) => plural(count, 'row'),
  moreCases: ({ count }: Count) => `and ${plural(count, 'more case')}`,
  noCases: 'None',
  unknown: 'Unknown',
  shown: ({ count }: Count) => `Showing the newest ${count}.`,
  more: 'Show more',
  choose: {
    title: 'Choose a member or a person',
    what: 'Who viewed what appears here within seconds.',
  },
  nothing: {
    title: 'No entries',
    what: 'Nothing was viewed in these days. Try other days.',
  },
  notAllowed: {
    title: 'For auditors',
    what: 'Only auditors can read the access log.',
  },
} as const;
