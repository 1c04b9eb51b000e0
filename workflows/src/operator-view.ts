import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from './search-attributes';
import type { AuthorizationAction, CaseAction, OperatorView, Planned, Progress } from './steps';

type Action = CaseAction | AuthorizationAction;

const { CaseNumber, CaseStatus, StuckCause, DueAt } = SEARCH_ATTRIBUTES;
const caseNumber = defineSearchAttributeKey('CaseNumber', CaseNumber);
const caseStatus = defineSearchAttributeKey('CaseStatus', CaseStatus);
const stuckCause = defineSearchAttributeKey('StuckCause', StuckCause);
const dueAt = defineSearchAttributeKey('DueAt', DueAt);

/** What a planned step does, in a line for operators. */
export const PLANS: Readonly<Record<Action, string>> = {
  'deliver-notices': 'Look up what comes next',
  'hand-to-review': 'Hand over to clinical review without the missing information',
  escalate: 'Escalate: the decision is past due',
  'escalate-appeal': 'Escalate: the decision on the appeal is past due',
  'escalate-forwarding': 'Escalate: the case file for outside review is past due',
  'call-due': 'Tell that the agreed time of a peer-to-peer call has come',
  'escalate-call': 'Escalate: a peer-to-peer call is past due',
  remind: 'Look up what comes next',
  'open-continuation': 'Open the renewal review',
  expire: 'End the authorization: its last day has passed',
};

/**
 * Shows operators what a workflow follows, after each step: in its current details, and, where the
 * namespace has them, in its search attributes. Earlier histories have nothing to show, and get no
 * command.
 */
export function showingOperators(): (progress: Progress<Action>) => void {
  let published = '';
  return ({ view, isSearchable, next }) => {
    if (!view) return;
    setCurrentDetails(detailsOf(view, next));
    const value = JSON.stringify(view);
    if (!isSearchable || value === published) return;
    published = value;
    upsertSearchAttributes(attributesOf(view));
  };
}

function attributesOf(view: OperatorView): SearchAttributeUpdatePair[] {
  return [
    { key: caseNumber, value: view.caseNumber },
    { key: caseStatus, value: view.status },
    { key: stuckCause, value: view.stuckCause },
    { key: dueAt, value: view.dueAt === null ? null : new Date(view.dueAt) },
  ];
}

/** As Markdown. */
function detailsOf(view: OperatorView, next: Planned<Action> | null): string {
  return [
    `Case ${view.caseNumber}: **${view.status}**`,
    view.stuckCause === null ? null : `Stuck: **${view.stuckCause}**`,
    view.dueAt === null ? null : `Due: ${view.dueAt}`,
    next === null ? 'Waits for a change.' : `Next, at ${next.at}: ${PLANS[next.action]}`,
  ]
    .filter((line) => line !== null)
    .join('\n\n');
}
