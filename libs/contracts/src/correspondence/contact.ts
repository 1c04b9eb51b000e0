import { fault } from '@assent/criteria';
import { z } from 'zod';
import { emailAddress, phoneNumber } from '../http/wire';

/** How to reach the prescriber from now on; omitted fields stay. */
export const prescriberCommand = z
  .strictObject({ phone: phoneNumber.optional(), email: emailAddress.optional() })
  .refine(
    ({ phone, email }) => phone !== undefined || email !== undefined,
    fault('empty', 'must have a phone number or an email address'),
  )
  .meta({
    minProperties: 1,
    description: "The prescriber's new phone number, email address or both",
  });
