import { z } from 'zod';
import { RATIONALE_LENGTH, words } from '../http/wire';

export const handUpCommand = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'Why a case is handed up to the medical directors, or back' });
