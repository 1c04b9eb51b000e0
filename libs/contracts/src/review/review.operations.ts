import { CASE_COMMAND, COMMAND_REFUSALS } from '../case/case-command';
import { NO_DECISION } from '../case/case.operations';
import { KEY_OPTIONAL, VERSION_REQUIRED, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { ONE_CASE } from '../http/reads';

/** What one reviewer does about a case for another. */
const AMONG_REVIEWERS = {
  ...CASE_COMMAND,
  headers: [VERSION_REQUIRED, KEY_OPTIONAL],
} as const;
const REFUSALS = ['version-required', ...COMMAND_REFUSALS] as const;

/** A reviewer's decision, and what helps with it. */
export const reviewOperations = {
  decideCase: {
    id: 'decideCase',
    method: 'POST',
    path: '/v1/cases/{id}/decision',
    summary:
      "Records a reviewer's decision; only a medical director can deny, with a license and the digest of the letter, and only after opening each document of the case",
    query: noQuery,
    body: 'Decision',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: [
      ...NO_DECISION,
      'findings-needed',
      'letter-changed',
      'unseen-information',
      'documents-not-opened',
      'idempotency-key-reused',
    ],
  },
  previewDecision: {
    id: 'previewDecision',
    method: 'POST',
    path: '/v1/cases/{id}/decision/preview',
    summary:
      'Previews the letter of a decision without deciding; a denial needs the digest in the answer',
    query: noQuery,
    body: 'Decision',
    headers: [{ name: 'If-Match', required: true }],
    status: 200,
    answer: 'LetterPreview',
    reads: ONE_CASE,
    problems: [...NO_DECISION, 'findings-needed'],
  },
  recordFindings: {
    id: 'recordFindings',
    method: 'POST',
    path: '/v1/cases/{id}/findings',
    summary:
      "Records a reviewer's own findings, where they come before the results of the criteria check",
    query: noQuery,
    body: 'Findings',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: [
      'version-required',
      'case-not-found',
      'case-closed',
      'case-waits-for-information',
      'case-changed',
      'findings-not-needed',
      'idempotency-key-reused',
      'guideline-missing',
    ],
  },
  handUpCase: {
    ...AMONG_REVIEWERS,
    id: 'handUpCase',
    path: '/v1/cases/{id}/hand-up',
    summary:
      'Leaves a case in review to the medical directors: a pharmacist hands it up with a reason',
    body: 'HandUp',
    problems: [...REFUSALS, 'case-waits-for-information', 'already-handed-up'],
  },
  handBackCase: {
    ...AMONG_REVIEWERS,
    id: 'handBackCase',
    path: '/v1/cases/{id}/hand-back',
    summary: 'Returns a case to the pharmacist who handed it up; only for medical directors',
    body: 'HandUp',
    problems: [...REFUSALS, 'not-handed-up'],
  },
  askForOpinion: {
    ...AMONG_REVIEWERS,
    id: 'askForOpinion',
    path: '/v1/cases/{id}/opinions',
    summary: 'Asks another reviewer, or a role, for a second opinion; it decides nothing',
    body: 'OpinionRequest',
    problems: [...REFUSALS, 'role-unknown'],
  },
  giveOpinion: {
    ...AMONG_REVIEWERS,
    id: 'giveOpinion',
    path: '/v1/cases/{id}/opinions/{opinionId}/answer',
    summary: 'Gives a requested second opinion; whoever gives it takes part in the case',
    body: 'Opinion',
    problems: [...REFUSALS, 'opinion-not-found', 'opinion-answered'],
  },
  showChangesNeeded: {
    id: 'showChangesNeeded',
    method: 'GET',
    path: '/v1/cases/{id}/changes-needed',
    summary: 'Shows what would have to be known or different for a case to meet the criteria',
    query: noQuery,
    status: 200,
    answer: 'ChangesNeeded',
    reads: ONE_CASE,
    problems: ['case-not-found', 'findings-needed', 'guideline-missing'],
  },
} as const satisfies Record<string, Operation>;
