import { useState, type ReactNode } from 'react';
import type {
  Appeal,
  AppealDecision,
  ContinueBenefits,
  Expedite,
  ExternalOutcome,
} from '../../client';
import { useSession } from '../../session/session';
import { Problem } from '../../shared/problem';
import { InstantField } from '../../ui/instant-field';
import { RadioGroup, RadioRow } from '../../ui/radio-group';
import { isUnread, type Unread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { Select } from '../../ui/select';
import { dueClock } from '../../ui/times';
import { JUST_NOW, laterEntryOf, LATER_ENTRY_PATHS } from '../../work/later-entry';
import { FoldedLaterEntry } from '../../work/later-entry-fields';
import { APPELLANTS, optionsOf } from '../../work/words';
import {
  isDismissalForwarded,
  isReviewable,
  isUndecidedLate,
  type AppealAction,
} from './appeal-actions';
import { useNeedsFindings } from './appeal-findings';
import {
  AppealForm,
  AppealState,
  ReasonField,
  useAppealForm,
  type AppealDialogProps,
} from './appeal-form';
import { approved, NO_PART, PartFields, partPaths } from './appeal-part';
import styles from './appeals-panel.module.css';
import { DocumentSelect } from './document-select';
import { DocumentsToOpen, unopenedLack, useReceivedDocuments } from './documents-to-open';
import { licenseLack, licenseOf, useLicense } from './license';
import { LICENSE_PATHS, LicenseFields } from './license-fields';
import { text } from './text';

const words = text.appeals;

const DIALOGS: Readonly<Record<AppealAction, (props: AppealDialogProps) => ReactNode>> = {
  decide: DecideDialog,
  cause: CauseDialog,
  proof: ProofDialog,
  benefits: BenefitsDialog,
  expedite: ExpediteDialog,
  forward: ForwardDialog,
  outcome: AnyOutcomeDialog,
  vacate: (props) => <ReasonDialog {...props} action="vacate" />,
  withdraw: (props) => <ReasonDialog {...props} action="withdraw" />,
};

/** The dialog of an action on an appeal. */
export function AppealDialog({
  action,
  ...props
}: AppealDialogProps & { readonly action: AppealAction }) {
  const One = DIALOGS[action];
  return <One {...props} />;
}

function DecideDialog(props: AppealDialogProps) {
  const { appeal, case: of } = props;
  const isUndecided = isUndecidedLate(of);
  const needsFindings = useNeedsFindings(appeal, of);
  const [decision, setDecision] = useState<AppealDecision['decision'] | null>(null);
  const [part, setPart] = useState(NO_PART);
  const [rationale, setRationale] = useState('');
  const [memberReason, setMemberReason] = useState('');
  const { error, fault, form, send } = useAppealForm(props, 'decide');
  const license = useLicense(useSession());
  const documents = useReceivedDocuments(of.id);
  const written = rationale.trim();
  const forMember = memberReason.trim() === '' ? {} : { memberReason: memberReason.trim() };
  const approve = approved(decision === 'partly-overturn', part);
  const keepsDenial = decision === 'uphold' || decision === 'partly-overturn';
  const isSigned =
    !keepsDenial || (licenseLack(license.typed) === null && unopenedLack(documents) === null);
  const typed = keepsDenial && !license.isOfToken ? licenseOf(license.typed) : null;
  return (
    <AppealForm
      {...form}
      submit={words.decide.submit[decision ?? 'none']}
      paths={['decision', ...partPaths(part), 'rationale', 'memberReason', ...LICENSE_PATHS]}
      isReady={decision !== null && approve !== null && written !== '' && isSigned}
      onSubmit={() => {
        if (decision === null || approve === null) return;
        const signed = { decision, rationale: written, ...(typed && { license: typed }) };
        send({ action: 'decide', body: { ...signed, ...forMember, ...approve } });
      }}
    >
      <AppealState appeal={appeal} />
      {isUndecided ? <p>{words.decide.noneToUphold}</p> : null}
      {needsFindings ? <p>{words.find.needed}</p> : null}
      <RadioGroup<AppealDecision['decision']>
        autoFocus
        isRequired
        label={words.decide.decision}
        value={decision}
        onChange={setDecision}
        error={fault('decision')}
        options={(isUndecided ? UNDECIDED : DECIDED).map((value) => ({
          value,
          label: words.decide.submit[value],
          description: words.decide.does[value],
          isDisabled: needsFindings && value !== 'overturn',
        }))}
      />
      {decision === 'partly-overturn' ? (
        <PartFields case={of} part={part} onChange={setPart} error={error} />
      ) : null}
      <ReasonField
        label={words.decide.rationale}
        description={words.decide.printed}
        value={rationale}
        onChange={setRationale}
        error={fault('rationale')}
      />
      <TextField
        label={text.decision.memberReason.label}
        description={text.decision.memberReason.description[of.request.member.language ?? 'en']}
        isLong
        value={memberReason}
        onChange={setMemberReason}
        error={fault('memberReason')}
      />
      {keepsDenial ? (
        <>
          <DocumentsToOpen documents={documents} isDenial />
          <LicenseFields license={license} problem={error instanceof Problem ? error : null} />
        </>
      ) : null}
    </AppealForm>
  );
}

const DECIDED = ['uphold', 'overturn', 'partly-overturn'] as const;

/** An appeal can't uphold what was not decided. */
const UNDECIDED = ['overturn', 'partly-overturn'] as const;

/** What outside review decided: of a dismissal, or of a decision. */
function AnyOutcomeDialog(props: AppealDialogProps) {
  return isDismissalForwarded(props.appeal) ? (
    <DismissalOutcomeDialog {...props} />
  ) : (
    <OutcomeDialog {...props} />
  );
}

type AppealOutcome = Exclude<ExternalOutcome['outcome'], 'vacated'>;

function OutcomeDialog(props: AppealDialogProps) {
  const [outcome, setOutcome] = useState<AppealOutcome | null>(null);
  const [part, setPart] = useState(NO_PART);
  const [note, setNote] = useState('');
  const { error, fault, form, send } = useAppealForm(props, 'outcome');
  const written = note.trim();
  const approve = approved(outcome === 'partly-overturned', part);
  return (
    <AppealForm
      {...form}
      submit={words.outcome.submit}
      paths={['outcome', ...partPaths(part), 'note']}
      isReady={outcome !== null && approve !== null && written !== ''}
      onSubmit={() => {
        if (outcome === null || approve === null) return;
        send({ action: 'outcome', body: { outcome, note: written, ...approve } });
      }}
    >
      <RadioGroup<AppealOutcome>
        autoFocus
        isRequired
        label={words.outcome.outcome}
        value={outcome}
        onChange={setOutcome}
        error={fault('outcome')}
        options={optionsOf(words.outcomes)}
      />
      {outcome === 'partly-overturned' ? (
        <PartFields case={props.case} part={part} onChange={setPart} error={error} />
      ) : null}
      <ReasonField
        label={words.outcome.note}
        description={words.decide.printed}
        value={note}
        onChange={setNote}
        error={fault('note')}
      />
    </AppealForm>
  );
}

type DismissalOutcome = NonNullable<NonNullable<Appeal['dismissalReview']>['outcome']>['outcome'];

const DISMISSAL_OUTCOMES = ['upheld', 'vacated'] as const satisfies readonly DismissalOutcome[];

function DismissalOutcomeDialog(props: AppealDialogProps) {
  const [outcome, setOutcome] = useState<DismissalOutcome | null>(null);
  const [note, setNote] = useState('');
  const { fault, form, send } = useAppealForm(props, 'outcome');
  const written = note.trim();
  return (
    <AppealForm
      {...form}
      submit={words.outcome.submit}
      paths={['outcome', 'note']}
      isReady={outcome !== null && written !== ''}
      onSubmit={() => {
        if (outcome !== null) send({ action: 'outcome', body: { outcome, note: written } });
      }}
    >
      <RadioGroup<DismissalOutcome>
        autoFocus
        isRequired
        label={words.outcome.ofDismissal}
        value={outcome}
        onChange={setOutcome}
        error={fault('outcome')}
        options={DISMISSAL_OUTCOMES.map((value) => ({
          value,
          label: words.dismissalOutcomes[value],
          description: words.outcome.dismissalDoes[value],
        }))}
      />
      <ReasonField
        label={words.outcome.note}
        description={words.outcome.notePrinted}
        value={note}
        onChange={setNote}
        error={fault('note')}
      />
    </AppealForm>
  );
}

function CauseDialog(props: AppealDialogProps) {
  const { reviewReasons } = props.appeal;
  const [about, setAbout] = useState(reviewReasons[0]);
  const [choice, setChoice] = useState<'hear' | 'dismiss' | null>(null);
  const [reason, setReason] = useState('');
  const { fault, form, send } = useAppealForm(props, 'cause');
  const written = reason.trim();
  return (
    <AppealForm
      {...form}
      submit={words.cause.submit[choice ?? 'none']}
      paths={['about', 'accepted', 'reason']}
      isReady={choice !== null && written !== ''}
      onSubmit={() => {
        if (choice === null || about === undefined) return;
        const body = { accepted: choice === 'hear', reason: written, about };
        send({ action: 'cause', body });
      }}
    >
      {reviewReasons.length > 1 && about !== undefined ? (
        <Select
          label={words.cause.about}
          value={about}
          onChange={setAbout}
          options={reviewReasons.map((value) => ({ value, label: words.reviewReasons[value] }))}
        />
      ) : (
        <p>{about === undefined ? '' : words.reviewReasons[about]}</p>
      )}
      <RadioGroup<'hear' | 'dismiss'>
        autoFocus
        isRequired
        label={words.cause.decision}
        value={choice}
        onChange={setChoice}
        error={fault('accepted')}
        options={(['hear', 'dismiss'] as const).map((value) => ({
          value,
          label: words.cause.submit[value],
          description: words.cause.does[value],
        }))}
      />
      <ReasonField
        label={words.cause.reason}
        description={words.cause.printed}
        value={reason}
        onChange={setReason}
        error={fault('reason')}
      />
    </AppealForm>
  );
}

function ProofDialog(props: AppealDialogProps) {
  const [proof, setProof] = useState<string | null>(null);
  const { fault, form, send } = useAppealForm(props, 'proof');
  return (
    <AppealForm
      {...form}
      submit={words.proof.submit}
      paths={['document']}
      isReady={proof !== null}
      onSubmit={() => {
        if (proof !== null) send({ action: 'proof', body: { document: proof } });
      }}
    >
      <DocumentSelect
        caseId={props.appeal.caseId}
        label={words.proof.document}
        none={words.proof.none}
        value={proof}
        onChange={setProof}
        error={fault('document')}
      />
    </AppealForm>
  );
}

function ExpediteDialog(props: AppealDialogProps) {
  const [by, setBy] = useState<Expedite['by'] | null>(null);
  const [reason, setReason] = useState('');
  const [entry, setEntry] = useState(JUST_NOW);
  const { fault, form, send } = useAppealForm(props, 'expedite');
  const written = reason.trim();
  return (
    <AppealForm
      {...form}
      submit={words.expedite.submit}
      paths={['by', 'reason', ...LATER_ENTRY_PATHS]}
      isReady={by !== null && written !== '' && !isUnread(entry.receivedAt)}
      onSubmit={() => {
        if (by === null) return;
        send({ action: 'expedite', body: { by, reason: written, ...laterEntryOf(entry) } });
      }}
    >
      <p className={styles['quiet']}>{words.expedite.hint}</p>
      <RadioRow<Expedite['by']>
        autoFocus
        isRequired
        label={words.expedite.by}
        value={by}
        onChange={setBy}
        error={fault('by')}
        options={[
          { value: 'prescriber', label: APPELLANTS.prescriber },
          { value: 'member', label: APPELLANTS.member },
        ]}
      />
      <ReasonField
        label={words.expedite.reason}
        value={reason}
        onChange={setReason}
        error={fault('reason')}
      />
      <FoldedLaterEntry
        draft={entry}
        onChange={setEntry}
        error={fault('receivedAt')}
        evidenceError={fault('receipt.evidence')}
      />
    </AppealForm>
  );
}

function BenefitsDialog(props: AppealDialogProps) {
  const { payer } = useSession();
  const [by, setBy] = useState<ContinueBenefits['by'] | null>(null);
  const [receivedAt, setReceivedAt] = useState<string | Unread | null>(null);
  const { fault, form, send } = useAppealForm(props, 'benefits');
  return (
    <AppealForm
      {...form}
      submit={words.benefits.submit}
      paths={['by', 'receivedAt']}
      isReady={by !== null && !isUnread(receivedAt)}
      onSubmit={() => {
        if (by === null || isUnread(receivedAt)) return;
        send({ action: 'benefits', body: { by, ...(receivedAt !== null && { receivedAt }) } });
      }}
    >
      <p className={styles['quiet']}>{props.appeal.continuedBenefits?.why}</p>
      <RadioRow<ContinueBenefits['by']>
        autoFocus
        isRequired
        label={words.benefits.by}
        value={by}
        onChange={setBy}
        error={fault('by')}
        options={optionsOf(APPELLANTS)}
      />
      <InstantField
        label={words.record.receivedAt}
        description={words.record.receivedAtHint}
        timeZone={payer.timeZone}
        value={receivedAt}
        onChange={setReceivedAt}
        error={fault('receivedAt')}
      />
    </AppealForm>
  );
}

function ForwardDialog(props: AppealDialogProps) {
  const { appeal } = props;
  const { payer } = useSession();
  const [askedAt, setAskedAt] = useState<string | Unread | null>(null);
  const { fault, form, send } = useAppealForm(props, 'forward');
  const { dismissalReview } = appeal;
  const isOfDismissal = dismissalReview !== null && isReviewable(appeal);
  return (
    <AppealForm
      {...form}
      submit={words.forward.submit}
      paths={['reviewAskedAt']}
      isReady={!isUnread(askedAt)}
      onSubmit={() => {
        if (isUnread(askedAt)) return;
        send({ action: 'forward', body: askedAt === null ? {} : { reviewAskedAt: askedAt } });
      }}
    >
      <AppealState appeal={appeal} />
      <p>{words.forward.hint}</p>
      {isOfDismissal ? (
        <>
          <p>
            {words.forward.ofDismissal({
              days: dismissalReview.days,
              clock: dueClock(dismissalReview.askBy, payer.timeZone),
            })}
          </p>
          <InstantField
            label={words.forward.askedAt}
            description={words.record.receivedAtHint}
            value={askedAt}
            timeZone={payer.timeZone}
            onChange={setAskedAt}
            error={fault('reviewAskedAt')}
          />
        </>
      ) : null}
    </AppealForm>
  );
}

/** An action that needs nothing but its reason. */
function ReasonDialog({
  action,
  ...props
}: AppealDialogProps & { readonly action: 'vacate' | 'withdraw' }) {
  const [reason, setReason] = useState('');
  const { fault, form, send } = useAppealForm(props, action);
  const written = reason.trim();
  return (
    <AppealForm
      {...form}
      submit={words[action].submit}
      paths={['reason']}
      isReady={written !== ''}
      onSubmit={() => send({ action, body: { reason: written } })}
    >
      <ReasonField
        autoFocus
        label={words[action].reason}
        description={words[action].hint}
        value={reason}
        onChange={setReason}
        error={fault('reason')}
      />
    </AppealForm>
  );
}
