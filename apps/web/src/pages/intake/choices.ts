import { CHANNELS, LINES_OF_BUSINESS, optionsOf, URGENCIES } from '../../work/words';

/** What may be chosen for the members that are a word. */
export const CHOICES = {
  requestType: [
    { value: 'initiation', label: 'Start' },
    { value: 'continuation', label: 'Continue' },
  ],
  lineOfBusiness: optionsOf(LINES_OF_BUSINESS),
  urgency: optionsOf(URGENCIES),
  channel: optionsOf(CHANNELS),
};
