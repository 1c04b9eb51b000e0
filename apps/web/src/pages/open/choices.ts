/** What may be chosen for the members that are a word. */
export const CHOICES = {
  requestType: [
    { value: 'initiation', label: 'Start' },
    { value: 'continuation', label: 'Continue' },
  ],
  lineOfBusiness: [
    { value: 'commercial', label: 'Commercial' },
    { value: 'medicare-advantage', label: 'Medicare Advantage' },
    { value: 'medicare-part-d', label: 'Medicare Part D' },
    { value: 'federal-employee-program', label: 'Federal Employee Program' },
    { value: 'state-account-organization', label: 'State account organization' },
  ],
  urgency: [
    { value: 'standard', label: 'Standard' },
    { value: 'expedited', label: 'Expedited' },
  ],
  channel: [
    { value: 'portal', label: 'Portal' },
    { value: 'phone', label: 'Phone' },
    { value: 'fax', label: 'Fax' },
    { value: 'ehr', label: 'Health record' },
  ],
} as const;
