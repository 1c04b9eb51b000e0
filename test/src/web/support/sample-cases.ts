import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MET } from '../../support/facts';
import type { WebApp } from './web-app';

const opened = z.object({ id: z.uuid(), number: z.string(), version: z.int() });
export type SampleCase = z.infer<typeof opened>;

interface Wanted {
  readonly familyName: string;
  /** Without one, letters to the member are printed. */
  readonly memberEmail?: string;
  /** An expedited request for a Medicare Advantage member stands above all others. */
  readonly isExpedited?: boolean;
  /** Four capsules are one too many, so that a reviewer has to decide; else their number is missing. */
  readonly needsReview?: boolean;
  /** Every criterion is met. */
  readonly isApproved?: boolean;
}

/** Opens a case of a member who is nobody else. */
export async function openSampleCase(app: WebApp, wanted: Wanted): Promise<SampleCase> {
  const {
    familyName,
    memberEmail,
    isApproved = false,
    isExpedited = false,
    needsReview = false,
  } = wanted;
  const letters = familyName.normalize('NFKD').replace(/[^a-z-]/gi, '');
  const answer = await app.call('intake', 'POST', '/v1/cases', {
    requestType: 'initiation',
    ...(isExpedited && { urgency: 'expedited' }),
    lineOfBusiness: isExpedited ? 'medicare-advantage' : 'commercial',
    drug: 'ixazomib',
    member: {
      memberId: `${letters.toUpperCase()}${randomUUID().slice(0, 8)}`,
      givenName: 'Iris',
      familyName,
      birthDate: '1957-04-02',
      ...(memberEmail !== undefined && { email: memberEmail }),
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
    facts: {
      ...MET,
      dosing: {
        capsuleStrengthMg: 4,
        ...(needsReview && { capsulesPer28Days: 4 }),
        ...(isApproved && { capsulesPer28Days: 3 }),
      },
    },
  });
  return opened.parse(answer);
}
