import { useQuery } from '@tanstack/react-query';
import type { Case } from '../../client';
import { showTimelineOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Panel } from '../../ui/panel';
import { calendarDay, wallClock } from '../../ui/times';
import { EndAuthorization } from '../../work/end-authorization';
import { coverageWords } from './coverage-words';
import { text } from './text';
import { typedBeside } from './timeline-title';
import { personWords } from './words';
import styles from './outcome.module.css';

const { outcome } = text;

/** The decision, by whom and why, and its authorization. */
export function Outcome({ case: shown }: { readonly case: Case }) {
  const { id, status, decision, authorization, request } = shown;
  const { givenName, familyName } = request.member;
  if (status === 'withdrawn') return <Withdrawal caseId={id} />;
  if (!decision && !authorization) return null;
  return (
    <Panel title={authorization ? outcome.authorization(authorization) : outcome.decision}>
      <div className={styles['outcome']}>
        {authorization ? (
          <Coverage authorization={authorization} memberName={`${givenName} ${familyName}`} />
        ) : null}
        {decision ? <Decided decision={decision} /> : null}
      </div>
    </Panel>
  );
}

/** Who withdrew the case, and why: only its timeline knows. */
function Withdrawal({ caseId }: { readonly caseId: string }) {
  const { payer } = useSession();
  const { data } = useQuery(showTimelineOptions({ path: { id: caseId } }));
  const event = data?.items.findLast(({ type }) => type === 'withdrawn');
  if (!event) return null;
  return (
    <Panel title={outcome.withdrawal}>
      <dl className={styles['list']}>
        <div>
          <dt>{outcome.withdrawnBy}</dt>
          <dd>
            {outcome.by({
              person: personWords(event.actor),
              clock: wallClock(event.at, payer.timeZone),
            })}
          </dd>
        </div>
        <div>
          <dt>{outcome.reason}</dt>
          <dd className={styles['rationale']}>{typedBeside(event)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

interface CoverageProps {
  readonly authorization: NonNullable<Case['authorization']>;
  readonly memberName: string;
}

function Coverage({ authorization, memberName }: CoverageProps) {
  const { status, dosingText, warnings, renewedBy, continuedBy, continuedDosing, endReason } =
    authorization;
  return (
    <>
      <dl className={styles['list']}>
        <div>
          <dt>{outcome.effective}</dt>
          <dd>
            {coverageWords(authorization)}{' '}
            {status === 'ended' ? null : (
              <Badge tone={status === 'active' ? 'met' : 'neutral'}>{outcome.states[status]}</Badge>
            )}
          </dd>
        </div>
        {dosingText === null ? null : (
          <div>
            <dt>{outcome.dosing}</dt>
            <dd>{dosingText}</dd>
          </div>
        )}
        {continuedDosing?.lastDay !== null ? null : (
          <div>
            <dt>{outcome.continuedDosing}</dt>
            <dd>{continuedDosing.dosingText}</dd>
          </div>
        )}
        {renewedBy === null ? null : (
          <div>
            <dt>{endReason === 'superseded' ? outcome.replacedBy : outcome.renewedBy}</dt>
            <dd>{renewedBy}</dd>
          </div>
        )}
        {continuedBy === null ? null : (
          <div>
            <dt>{outcome.continuedBy}</dt>
            <dd>{continuedBy}</dd>
          </div>
        )}
      </dl>
      {warnings.length > 0 ? (
        <div>
          <h3>{outcome.inDoubt}</h3>
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

function Decided({ decision }: { readonly decision: NonNullable<Case['decision']> }) {
  const { payer } = useSession();
  const { by, at, rationale, memberReason, clauses, license, modification, enginePart } = decision;
  return (
    <dl className={styles['list']}>
      <div>
        <dt>{deciderWords(decision)}</dt>
        <dd>
          {by.role === 'software'
            ? outcome.autoApproved({ clock: wallClock(at, payer.timeZone) })
            : outcome.by({ person: personWords(by), clock: wallClock(at, payer.timeZone) })}
        </dd>
      </div>
      {license === null ? null : (
        <div>
          <dt>{outcome.license}</dt>
          <dd>{outcome.licenseWords(license)}</dd>
        </div>
      )}
      {modification === null ? null : (
        <>
          <div>
            <dt>{outcome.changes}</dt>
            <dd className={styles['rationale']}>{modification.text.join('\n')}</dd>
          </div>
          <div>
            <dt>{outcome.whyChanged}</dt>
            <dd className={styles['rationale']}>{modification.reason}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{outcome.rationale}</dt>
        <dd className={styles['rationale']}>{rationale}</dd>
        {memberReason === null ? null : (
          <>
            <dt>{outcome.memberReason}</dt>
            <dd className={styles['rationale']}>{memberReason}</dd>
          </>
        )}
      </div>
      {enginePart === null ? null : (
        <div>
          <dt>{outcome.engine}</dt>
          <dd>
            {outcome.engineWords({
              part: outcome.engineParts[enginePart.part],
              version: enginePart.guideline && calendarDay(enginePart.guideline.version),
            })}
          </dd>
        </div>
      )}
      {clauses.length > 0 ? (
        <div>
          <dt>{outcome.basedOn}</dt>
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

function deciderWords({ decision, by }: NonNullable<Case['decision']>): string {
  if (decision === 'deny') return outcome.deniedBy;
  return by.role === 'software' ? outcome.approved : outcome.approvedBy;
}
