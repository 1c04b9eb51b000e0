import type { Case } from '../../client';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/panel';
import { dayIn, wallClock } from '../../ui/times';
import { EndAuthorization } from '../../work/end-authorization';
import { coverWords } from './cover-words';
import { personWords } from './words';
import styles from './outcome.module.css';

/** What was decided, by whom and why, and the authorization that came of it. */
export function Outcome({ case: { decision, authorization, request } }: { readonly case: Case }) {
  const { givenName, familyName } = request.member;
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
