import { z } from 'zod';
import { actor, instant, RATIONALE_LENGTH, words } from '../http/wire';

export const handUpCommand = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'Why a case is handed up to the medical directors, or back' });

export const handUp = z
  .strictObject({ by: actor, at: instant, reason: z.string() })
  .meta({ description: 'Who left the case to the medical directors, and why' });
