import type { ReactNode } from 'react';
import type { Appeal, GuidelineDescription } from '../../client';
import { useSession } from '../../session/session';
import { IconButton } from '../../ui/button';
import { calendarDay, dueClock, wallClock, withClocks } from '../../ui/times';
import { AppealDeadline } from '../../work/appeal-state';
import { AppealLetters } from './appeal-letters';
import { decisionWords, outcomeWords, termWords } from './appeal-words';
import styles from './appeals-panel.module.css';
import { saveAppealFile } from './save-pdf';
import { text } from './text';
import { personWords } from './words';

const words = text.appeals;

interface AppealDetailsProps {
  readonly appeal: Appeal;
  /** Names the parts of a dose; undefined until it is known. */
  readonly guideline: GuidelineDescription | undefined;
}

/** What is known of an appeal, row by row. */
export function AppealDetails({ appeal, guideline }: AppealDetailsProps) {
  return (
    <dl className={styles['list']}>
      <Due clock={appeal.clock} />
      <Row name={words.rows.reason}>{appeal.reason}</Row>
      {appeal.proofOfAuthority === null ? null : (
        <Row name={words.rows.proof}>{words.proofOnFile}</Row>
      )}
      {appeal.goodCause?.accepted ? (
        <Row name={words.rows.heard}>{appeal.goodCause.reason}</Row>
      ) : null}
      <Decided appeal={appeal} guideline={guideline} />
      <DismissalReview appeal={appeal} />
      {appeal.authorization === null ? null : (
        <Row name={words.rows.authorization}>{appeal.authorization}</Row>
      )}
      <Benefits appeal={appeal} />
      <AppealLetters appeal={appeal} />
      <File appeal={appeal} />
    </dl>
  );
}

/** Whether coverage continues while the appeal is open; nothing where it never could. */
function Benefits({ appeal: { continuedBenefits } }: Pick<AppealDetailsProps, 'appeal'>) {
  const { payer } = useSession();
  if (continuedBenefits === null || continuedBenefits.reason === 'not-ongoing') return null;
  const { state, authorization, from, lastDay, askBy, why } = continuedBenefits;
  const number = authorization ?? '';
  return (
    <div>
      <dt>{words.rows.benefits}</dt>
      <dd>
        {state === 'given' && from !== null ? (
          <p>{words.coverage.given({ day: calendarDay(from), number })}</p>
        ) : null}
        {state === 'ended' && lastDay !== null ? (
          <p>{words.coverage.ended({ day: calendarDay(lastDay), number })}</p>
        ) : null}
        {state === 'on-request' && askBy !== null ? (
          <p>{words.coverage.askBy({ clock: dueClock(askBy, payer.timeZone) })}</p>
        ) : null}
        <p className={styles['quiet']}>{why}</p>
      </dd>
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles['typed']}>{children}</dd>
    </div>
  );
}

function Due({ clock }: Pick<Appeal, 'clock'>) {
  const { payer } = useSession();
  return (
    <div>
      <dt>{words.rows.due[clock.kind]}</dt>
      <dd>
        <p className={styles['due']}>
          <AppealDeadline clock={clock} timeZone={payer.timeZone} />
          <span>{dueClock(clock.dueAt, payer.timeZone)}</span>
        </p>
        <p className={styles['quiet']}>{withClocks(clock.why, payer.timeZone)}</p>
      </dd>
    </div>
  );
}

type Act = Pick<NonNullable<Appeal['decision']>, 'by' | 'at'>;

/** Who did something, and when, in words. */
function useAct() {
  const { payer } = useSession();
  return ({ by, at }: Act) => ({
    person: personWords(by),
    clock: wallClock(at, payer.timeZone),
  });
}

/** What became of it: the plan's decision, outside review, or its withdrawal. */
function Decided({ appeal, guideline }: AppealDetailsProps) {
  const act = useAct();
  const { decision, forwarding, external, withdrawal, closedAs } = appeal;
  return (
    <>
      {decision === null ? null : (
        <>
          <Row name={words.rows.decision}>
            {words.decided({
              what: decisionWords(decision),
              ...act(decision),
            })}
          </Row>
          {decision.license === null ? null : (
            <Row name={text.outcome.license}>{text.outcome.licenseWords(decision.license)}</Row>
          )}
          <Changes terms={decision.terms} guideline={guideline} />
          <Row name={words.rows.rationale}>{decision.rationale}</Row>
          {decision.memberReason === null ? null : (
            <Row name={words.rows.memberReason}>{decision.memberReason}</Row>
          )}
        </>
      )}
      {forwarding === null ? null : (
        <Row name={words.rows.forwarded}>
          {words.decided({ what: words.reviews[forwarding.to], ...act(forwarding) })}
        </Row>
      )}
      {external === null ? null : (
        <>
          <Row name={words.rows.outcome}>
            {words.decided({
              what: outcomeWords(external),
              ...act(external),
            })}
          </Row>
          <Changes terms={external.terms} guideline={guideline} />
          <Row name={words.rows.note}>{external.note}</Row>
        </>
      )}
      {withdrawal === null ? null : (
        <>
          <Row name={words.rows.closed[closedAs ?? 'withdrawn']}>{words.by(act(withdrawal))}</Row>
          <Row name={words.rows.withdrawal}>{withdrawal.reason}</Row>
        </>
      )}
    </>
  );
}

/** How a dismissal is looked at outside of the plan, and what became of that. */
function DismissalReview({ appeal }: Pick<AppealDetailsProps, 'appeal'>) {
  const { payer } = useSession();
  const act = useAct();
  const { dismissalReview, withdrawal } = appeal;
  if (dismissalReview === null) return null;
  const { to, askBy, asked, dismissed, outcome, vacateBy, vacated } = dismissalReview;
  const review = words.reviews[to];
  return (
    <>
      {withdrawal === null ? (
        <>
          <Row name={words.rows.dismissedBefore}>{words.by(act(dismissed))}</Row>
          <Row name={words.rows.withdrawal}>{dismissed.reason}</Row>
        </>
      ) : null}
      {asked === null && vacated === null ? (
        <>
          <Row name={words.rows.dismissalReview}>
            {words.reviewUntil({ review, clock: dueClock(askBy, payer.timeZone) })}
          </Row>
          {vacateBy === null ? null : (
            <Row name={words.rows.vacateBy}>
              {words.until({ clock: dueClock(vacateBy, payer.timeZone) })}
            </Row>
          )}
        </>
      ) : null}
      {asked === null ? null : (
        <Row name={words.rows.dismissalSent}>{words.decided({ what: review, ...act(asked) })}</Row>
      )}
      {vacated === null ? null : <Row name={words.rows.vacated}>{words.by(act(vacated))}</Row>}
      {outcome === null ? null : (
        <>
          <Row name={words.rows.dismissalOutcome}>
            {words.decided({ what: words.dismissalOutcomes[outcome.outcome], ...act(outcome) })}
          </Row>
          <Row name={words.rows.note}>{outcome.note}</Row>
        </>
      )}
    </>
  );
}

interface ChangesProps extends Pick<AppealDetailsProps, 'guideline'> {
  readonly terms: NonNullable<Appeal['decision']>['terms'];
}

/** What a part approves otherwise than asked. */
function Changes({ terms, guideline }: ChangesProps) {
  if (terms.length === 0) return null;
  return <Row name={words.rows.changes}>{termWords(terms, guideline).join('\n')}</Row>;
}

/** Everything that whoever looks at the case again needs to see. */
function File({ appeal: { id, number } }: Pick<AppealDetailsProps, 'appeal'>) {
  return (
    <div>
      <dt>{words.rows.file}</dt>
      <dd className={styles['letter']}>
        {words.file.about}
        <IconButton
          label={words.file.download({ number })}
          icon="download"
          size="small"
          onPress={() => void saveAppealFile(id)}
        />
      </dd>
    </div>
  );
}
