import { useQuery } from '@tanstack/react-query';
import type { Case } from '../../client';
import { showTimelineOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/panel';
import { dayIn, wallClock } from '../../ui/times';
import { EndAuthorization } from '../../work/end-authorization';
import { coverWords } from './cover-words';
import { typedBeside } from './timeline-title';
import { personWords } from './words';
import styles from './outcome.module.css';

/** What was decided, by whom and why, and the authorization that came of it. */
export function Outcome({ case: shown }: { readonly case: Case }) {
  const { id, status, decision, authorization, request } = shown;
  const { givenName, familyName } = request.member;
  if (status === 'withdrawn') return <Withdrawal caseId={id} />;
  if (!decision && !authorization) return null;
  return (
    <Panel title={authorization ? `Authorization ${authorization.number}` : 'Decision'}>
      <div className={styles['outcome']}>
        {authorization ? (
          <Cover authorization={authorization} memberName={`${givenName} ${familyName}`} />
        ) : null}
        {decision ? <Decided decision={decision} /> : null}
      </div>
    </Panel>
  );
}

/** Who withdrew the case, and why: its timeline alone tells. */
function Withdrawal({ caseId }: { readonly caseId: string }) {
  const { payer } = useSession();
  const { data } = useQuery(showTimelineOptions({ path: { id: caseId } }));
  const event = data?.items.findLast(({ type }) => type === 'withdrawn');
  if (!event) return null;
  return (
    <Panel title="Withdrawal">
      <dl className={styles['list']}>
        <div>
          <dt>Withdrawn by</dt>
          <dd>
            {personWords(event.actor)}, {wallClock(event.at, payer.timeZone)}
          </dd>
        </div>
        <div>
          <dt>Reason</dt>
          <dd className={styles['rationale']}>{typedBeside(event)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

interface CoverProps {
  readonly authorization: NonNullable<Case['authorization']>;
  readonly memberName: string;
}

function Cover({ authorization, memberName }: CoverProps) {
  const { status, dosingText, warnings, renewedBy, endedOn, endReason } = authorization;
  const today = dayIn(useNow(), useSession().payer.timeZone);
  return (
    <>
      <dl className={styles['list']}>
        <div>
          <dt>{endedOn !== null && endedOn < today ? 'Covered' : 'Covers'}</dt>
          <dd>
            {coverWords(authorization)}{' '}
            {status === 'ended' ? null : (
              <Badge tone={status === 'active' ? 'met' : 'neutral'}>{AUTHORIZATION[status]}</Badge>
            )}
          </dd>
        </div>
        {dosingText === null ? null : (
          <div>
            <dt>Dosing</dt>
            <dd>{dosingText}</dd>
          </div>
        )}
        {renewedBy === null ? null : (
          <div>
            <dt>{endReason === 'superseded' ? 'Replaced by' : 'Renewed by'}</dt>
            <dd>{renewedBy}</dd>
          </div>
        )}
      </dl>
      {warnings.length > 0 ? (
        <div>
          <h3>Renewal is in doubt</h3>
          <ul className={styles['warnings']}>
            {warnings.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <EndAuthorization authorization={authorization} memberName={memberName} />
      </div>
    </>
  );
}

const AUTHORIZATION = { active: 'Active', expired: 'Expired' };

function Decided({ decision }: { readonly decision: NonNullable<Case['decision']> }) {
  const { payer } = useSession();
  const { decision: what, by, at, rationale, clauses } = decision;
  return (
    <dl className={styles['list']}>
      <div>
        <dt>{what === 'approve' ? 'Approved by' : 'Denied by'}</dt>
        <dd>
          {personWords(by)}, {wallClock(at, payer.timeZone)}
        </dd>
      </div>
      <div>
        <dt>Because</dt>
        <dd className={styles['rationale']}>{rationale}</dd>
      </div>
      {clauses.length > 0 ? (
        <div>
          <dt>Rests on</dt>
          <dd className={styles['clauses']}>
            {clauses.map((id) => (
              <a key={id} href={`#clause-${id}`}>
                <code>{id}</code>
              </a>
            ))}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
