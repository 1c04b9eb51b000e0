import type { Case } from '../../client';
import { clausesUnder } from '../../verdict/criteria';
import type { DecisionDraft } from './drafts';
import styles from './forms.module.css';

interface DenialCheckProps {
  readonly case: Case;
  readonly draft: DecisionDraft;
}

/** Everything that a denial says, to be read once more. */
export function DenialCheck({ case: shown, draft }: DenialCheckProps) {
  const { member, prescriber, drug } = shown.request;
  const { clauses: root } = shown.determination;
  const named = (root ? clausesUnder(root) : []).filter(({ id }) => draft.clauses.includes(id));
  return (
    <>
      <dl className={styles['answers']}>
        <div>
          <dt>Request</dt>
          <dd>
            {drug} for {member.givenName} {member.familyName}, {shown.number}
          </dd>
        </div>
        <div>
          <dt>Letter to</dt>
          <dd>
            {prescriber.name}
            {prescriber.email === undefined ? '' : `, ${prescriber.email}`}
          </dd>
        </div>
        <div>
          <dt>Rests on</dt>
          <dd>
            <ul>
              {named.map(({ id, title }) => (
                <li key={id}>
                  {title} <code>{id}</code>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>Reason</dt>
          <dd>{draft.rationale}</dd>
        </div>
      </dl>
      <p className={styles['note']}>
        The letter gives this reason and these clauses word for word, and names the right to appeal.
        A denial closes the case; it cannot be taken back here.
      </p>
    </>
  );
}
