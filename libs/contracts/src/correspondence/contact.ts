import { fault } from '@assent/criteria';
import { z } from 'zod';
import { emailAddress, letterLanguage, phoneNumber, postalAddress } from '../http/wire';

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

/** How letters reach the member from now on; omitted fields stay, null removes one. */
export const memberContactCommand = z
  .strictObject({
    language: letterLanguage.optional(),
    email: emailAddress.nullable().optional(),
    address: postalAddress.nullable().optional(),
  })
  .refine(
    (contact) => Object.values(contact).some((given) => given !== undefined),
    fault('empty', 'must have a language, an email address or a postal address'),
  )
  .meta({
    minProperties: 1,
    description:
      'The language, the email address and the postal address of letters to the member; what is absent stays, null removes it. The state of a new address does not change the jurisdiction of this case',
  });
