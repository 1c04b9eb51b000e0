import { CHANNELS, LINES_OF_BUSINESS, optionsOf, REQUEST_TYPES, URGENCIES } from '../../work/words';

/** What may be chosen for the members that are a word. */
export const CHOICES = {
  requestType: optionsOf(REQUEST_TYPES),
  lineOfBusiness: optionsOf(LINES_OF_BUSINESS),
  urgency: optionsOf(URGENCIES),
  channel: optionsOf(CHANNELS),
};
