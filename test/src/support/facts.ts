import type { Facts } from '@assent/criteria';

/** Primary multiple myeloma in a member harmed by bortezomib: every initiation clause is met. */
export const MET = {
  setting: 'self-administered',
  diagnosis: {
    icd10: 'C90.00',
    condition: 'multiple-myeloma',
    symptomatic: true,
    treatmentPhase: 'primary',
    previouslyUntreated: true,
  },
  regimen: { combinationAgents: ['lenalidomide', 'dexamethasone'] },
  dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
  bortezomib: {
    clinicallyInappropriate: true,
    inappropriateReason: 'Grade 3 peripheral neuropathy at baseline',
  },
} satisfies Facts;

const { symptomatic: _, ...diagnosis } = MET.diagnosis;

/** As `MET`, without saying whether the disease causes symptoms. */
export const ONE_MISSING: Facts = { ...MET, diagnosis };

/** What `ONE_MISSING` lacks. */
export const ANSWER: Facts = { diagnosis: { symptomatic: true } };

/** As `MET`, with one capsule too many (I.3, C.4). */
export const TOO_MANY_CAPSULES: Facts = {
  ...MET,
  dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 },
};

/** As `MET`, but the member is reported to have been treated before (H.untreated). */
export const CONTRADICTORY: Facts = {
  ...MET,
  priorTherapies: [{ agents: ['melphalan'], adequateDuration: true }],
};

/** Approved for initiation, and not on the continuation list. */
export const DARATUMUMAB: Facts = {
  ...MET,
  regimen: { combinationAgents: ['daratumumab', 'lenalidomide', 'dexamethasone'] },
  transplantCandidate: true,
};

export const RESPONSE: Facts = {
  beneficialResponse: { achieved: true, evidence: 'M-protein down from 3.1 to 0.2 g/dL' },
};

/** Every continuation clause is met but C.1, which asks for an earlier approval. */
export const RESPONDING: Facts = { ...MET, ...RESPONSE };
