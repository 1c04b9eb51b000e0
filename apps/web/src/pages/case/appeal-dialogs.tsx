import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type {
  Appeal,
  AppealCommand,
  AppealDecision,
  Case,
  ContinueBenefits,
  Expedite,
  ExternalOutcome,
} from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { useGuideline } from '../../facts/guideline';
import { useSession } from '../../session/session';
import { Problem } from '../../shared/problem';
import { Checkbox } from '../../ui/checkbox';
import { FormDialog } from '../../ui/form-dialog';
import { InstantField } from '../../ui/instant-field';
import { NumberField } from '../../ui/number-field';
import { RadioGroup, RadioRow } from '../../ui/radio-group';
import { isUnread, type Unread } from '../../ui/reading';
import { Select } from '../../ui/select';
import { commandFailed, Failure } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { dueClock } from '../../ui/times';
import { APPEAL_STATUSES, APPELLANTS, optionsOf, URGENCIES } from '../../work/words';
import {
  isDismissalForwarded,
  isReviewable,
  isUndecidedLate,
  type AppealAction,
} from './appeal-actions';
import { useNeedsFindings } from './appeal-findings';
import styles from './appeals-panel.module.css';
import { readDosing } from './drafts';
import { faultAt, isSaidAtFields } from './faults';
import { OtherTerms, type Terms } from './other-terms';
import { text } from './text';
import { useAppealCommand, useRecordAppeal } from './use-appeal-command';

const words = text.appeals;
/** As long as the API takes. */
const LONGEST = 4_000;

interface DialogProps {
  readonly onClose: () => void;
  /** Closes it once it is done. */
  readonly onDone: () => void;
}

interface AppealFormProps extends Pick<DialogProps, 'onClose'> {
  readonly title: string;
  readonly submit: string;
  /** What failed, as in "The appeal was not recorded". */
  readonly failed: string;
  readonly command: { readonly error: unknown; readonly isBusy: boolean };
  /** The paths whose faults its fields show. */
  readonly paths: readonly string[];
  readonly isReady: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that stays as typed, with the API's words, until its command is done. */
function AppealForm({ failed, command, paths, children, ...rest }: AppealFormProps) {
  const { error, isBusy } = command;
  const fields = useRef<HTMLDivElement>(null);
  const isSaid = isSaidAtFields(error, paths);
  useEffect(() => {
    if (isSaid) fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    else fields.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [error, isSaid]);
  return (
    <FormDialog {...rest} isBusy={isBusy} isDeliberate>
      <div ref={fields} className={styles['fields']}>
        {children}
        {error === null || isSaid ? null : (
          <Failure isInline error={error} what={commandFailed(error, failed)} />
        )}
      </div>
    </FormDialog>
  );
}

function faultOf(error: unknown, path: string): string | undefined {
  return error instanceof Problem ? faultAt(error, path) : undefined;
}

interface RecordDialogProps extends DialogProps {
  readonly case: Pick<Case, 'id' | 'number' | 'request'>;
}

/** Asks who appeals, how urgent it is and why. */
export function RecordAppealDialog({ case: of, onClose, onDone }: RecordDialogProps) {
  const { payer } = useSession();
  const [by, setBy] = useState<AppealCommand['by'] | null>(null);
  const [proof, setProof] = useState<string | null>(null);
  const [urgency, setUrgency] = useState<AppealCommand['urgency'] | null>(null);
  const [reason, setReason] = useState('');
  const [receivedAt, setReceivedAt] = useState<string | Unread | null>(null);
  const [isToContinue, setIsToContinue] = useState(false);
  const documents = useQuery(listDocumentsOptions({ path: { id: of.id } })).data?.items ?? [];
  const { send, ...command } = useRecordAppeal(of.id, onDone);
  const written = reason.trim();
  const fault = (path: string) => faultOf(command.error, path);
  const submit = () => {
    if (by === null || urgency === null || isUnread(receivedAt)) return;
    send({
      by,
      urgency,
      reason: written,
      ...(receivedAt !== null && { receivedAt }),
      ...(by === 'representative' && proof !== null && { proofOfAuthority: proof }),
      ...(isToContinue && { continueBenefits: true }),
    });
  };
  return (
    <AppealForm
      title={words.record.title(of)}
      submit={words.record.submit}
      failed={words.record.failed}
      command={command}
      paths={['by', 'proofOfAuthority', 'urgency', 'reason', 'receivedAt']}
      isReady={by !== null && urgency !== null && written !== '' && !isUnread(receivedAt)}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioRow<AppealCommand['by']>
        autoFocus
        isRequired
        label={words.record.by}
        value={by}
        onChange={setBy}
        error={fault('by')}
        options={optionsOf(APPELLANTS)}
      />
      {by === 'representative' ? (
        <Select
          label={words.record.proof}
          description={documents.length === 0 ? words.record.proofMissing : words.record.proofHint}
          value={proof ?? NO_PROOF}
          onChange={(id) => setProof(id === NO_PROOF ? null : id)}
          error={fault('proofOfAuthority')}
          options={[
            { value: NO_PROOF, label: words.record.noProof },
            ...documents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <RadioRow<AppealCommand['urgency']>
        isRequired
        label={words.record.urgency}
        value={urgency}
        onChange={setUrgency}
        error={fault('urgency')}
        options={optionsOf(URGENCIES)}
      />
      <TextField
        isLong
        isRequired
        label={words.record.reason}
        value={reason}
        onChange={setReason}
        error={fault('reason')}
        maxLength={LONGEST}
      />
      {of.request.requestType === 'continuation' ? (
        <div>
          <Checkbox isSelected={isToContinue} onChange={setIsToContinue}>
            {words.record.benefits}
          </Checkbox>
          <p className={styles['quiet']}>{words.record.benefitsHint}</p>
        </div>
      ) : null}
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

const NO_PROOF = 'none';

interface AppealDialogProps extends DialogProps {
  readonly appeal: Appeal;
  readonly case: Case;
}

const DIALOGS: Readonly<Record<AppealAction, (props: AppealDialogProps) => ReactNode>> = {
  decide: DecideDialog,
  cause: CauseDialog,
  proof: ProofDialog,
  benefits: BenefitsDialog,
  expedite: ExpediteDialog,
  forward: ForwardDialog,
  outcome: AnyOutcomeDialog,
  withdraw: WithdrawDialog,
};

/** The dialog of an action on an appeal. */
export function AppealDialog({
  action,
  ...props
}: AppealDialogProps & { readonly action: AppealAction }) {
  const One = DIALOGS[action];
  return <One {...props} />;
}

/** The appeal as it is now, above what is asked. */
function State({ appeal }: Pick<AppealDialogProps, 'appeal'>) {
  const { payer } = useSession();
  const { status, urgency, clock } = appeal;
  return (
    <p role="status" className={styles['quiet']}>
      {words.state({
        status: APPEAL_STATUSES[status],
        urgency: URGENCIES[urgency],
        kind: clock.kind,
        due: dueClock(clock.dueAt, payer.timeZone),
      })}
    </p>
  );
}

function DecideDialog({ appeal, case: of, onClose, onDone }: AppealDialogProps) {
  const isUndecided = isUndecidedLate(of);
  const needsFindings = useNeedsFindings(appeal, of);
  const [decision, setDecision] = useState<AppealDecision['decision'] | null>(null);
  const [part, setPart] = useState(NO_PART);
  const [rationale, setRationale] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = rationale.trim();
  const approve = approved(decision === 'partly-overturn', part);
  return (
    <AppealForm
      title={words.decide.title(appeal)}
      submit={words.decide.submit[decision ?? 'none']}
      failed={words.decide.failed}
      command={command}
      paths={['decision', ...partPaths(part), 'rationale']}
      isReady={decision !== null && approve !== null && written !== ''}
      onSubmit={() => {
        if (decision === null || approve === null) return;
        send({ action: 'decide', body: { decision, rationale: written, ...approve } });
      }}
      onClose={onClose}
    >
      <State appeal={appeal} />
      {isUndecided ? <p>{words.decide.noneToUphold}</p> : null}
      {needsFindings ? <p>{words.find.needed}</p> : null}
      <RadioGroup<AppealDecision['decision']>
        autoFocus
        isRequired
        label={words.decide.decision}
        value={decision}
        onChange={setDecision}
        error={faultOf(command.error, 'decision')}
        options={(isUndecided ? UNDECIDED : DECIDED).map((value) => ({
          value,
          label: words.decide.submit[value],
          description: words.decide.does[value],
          isDisabled: needsFindings && value !== 'overturn',
        }))}
      />
      {decision === 'partly-overturn' ? (
        <PartFields case={of} part={part} onChange={setPart} error={command.error} />
      ) : null}
      <TextField
        isLong
        isRequired
        label={words.decide.rationale}
        description={words.decide.printed}
        value={rationale}
        onChange={setRationale}
        error={faultOf(command.error, 'rationale')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}

const DECIDED = ['uphold', 'overturn', 'partly-overturn'] as const;

/** An appeal can't uphold what was not decided. */
const UNDECIDED = ['overturn', 'partly-overturn'] as const;

type AppealOutcome = Exclude<ExternalOutcome['outcome'], 'vacated'>;

function OutcomeDialog({ appeal, case: of, onClose, onDone }: AppealDialogProps) {
  const [outcome, setOutcome] = useState<AppealOutcome | null>(null);
  const [part, setPart] = useState(NO_PART);
  const [note, setNote] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = note.trim();
  const approve = approved(outcome === 'partly-overturned', part);
  return (
    <AppealForm
      title={words.outcome.title(appeal)}
      submit={words.outcome.submit}
      failed={words.outcome.failed}
      command={command}
      paths={['outcome', ...partPaths(part), 'note']}
      isReady={outcome !== null && approve !== null && written !== ''}
      onSubmit={() => {
        if (outcome === null || approve === null) return;
        send({ action: 'outcome', body: { outcome, note: written, ...approve } });
      }}
      onClose={onClose}
    >
      <RadioGroup<AppealOutcome>
        autoFocus
        isRequired
        label={words.outcome.outcome}
        value={outcome}
        onChange={setOutcome}
        error={faultOf(command.error, 'outcome')}
        options={optionsOf(words.outcomes)}
      />
      {outcome === 'partly-overturned' ? (
        <PartFields case={of} part={part} onChange={setPart} error={command.error} />
      ) : null}
      <TextField
        isLong
        isRequired
        label={words.outcome.note}
        description={words.decide.printed}
        value={note}
        onChange={setNote}
        error={faultOf(command.error, 'note')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}

/** What a partial approval states; what stays empty is as asked. */
interface Part extends Terms {
  readonly months: number | Unread | null;
}

const NO_PART: Part = { months: null, start: null, dosing: {} };

/** What approves a part; null until one of its terms is known, and nothing if it is no part. */
function approved(isPart: boolean, part: Part) {
  if (!isPart) return {};
  const { months, start } = part;
  if (isUnread(months) || isUnread(start)) return null;
  const approve = {
    ...(months !== null && { months }),
    ...(start !== null && { start }),
    ...readDosing(part),
  };
  return Object.keys(approve).length === 0 ? null : { approve };
}

function partPaths({ dosing }: Part): readonly string[] {
  return ['months', 'start', ...Object.keys(dosing)].map((name) => `approve.${name}`);
}

interface PartFieldsProps {
  readonly case: Case;
  readonly part: Part;
  readonly onChange: (change: (now: Part) => Part) => void;
  readonly error: unknown;
}

function PartFields({ case: of, part, onChange, error }: PartFieldsProps) {
  const guideline = useGuideline(of.determination.guideline?.id ?? null).data;
  return (
    <>
      <NumberField
        isWhole
        min={1}
        max={120}
        label={words.decide.months}
        description={words.decide.monthsHint}
        value={part.months}
        onChange={(months) => onChange((now) => ({ ...now, months }))}
        error={faultOf(error, 'approve.months')}
      />
      <OtherTerms
        case={of}
        guideline={guideline}
        draft={part}
        problem={error instanceof Problem ? error : null}
        onChange={onChange}
      />
    </>
  );
}

function CauseDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const [about, setAbout] = useState(appeal.reviewReasons[0]);
  const [choice, setChoice] = useState<'hear' | 'dismiss' | null>(null);
  const [reason, setReason] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = reason.trim();
  return (
    <AppealForm
      title={words.cause.title(appeal)}
      submit={words.cause.submit[choice ?? 'none']}
      failed={words.cause.failed}
      command={command}
      paths={['about', 'accepted', 'reason']}
      isReady={choice !== null && written !== ''}
      onSubmit={() => {
        if (choice === null || about === undefined) return;
        const body = { accepted: choice === 'hear', reason: written, about };
        send({ action: 'cause', body });
      }}
      onClose={onClose}
    >
      {appeal.reviewReasons.length > 1 && about !== undefined ? (
        <Select
          label={words.cause.about}
          value={about}
          onChange={setAbout}
          options={appeal.reviewReasons.map((value) => ({
            value,
            label: words.reviewReasons[value],
          }))}
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
        error={faultOf(command.error, 'accepted')}
        options={(['hear', 'dismiss'] as const).map((value) => ({
          value,
          label: words.cause.submit[value],
          description: words.cause.does[value],
        }))}
      />
      <TextField
        isLong
        isRequired
        label={words.cause.reason}
        description={words.cause.printed}
        value={reason}
        onChange={setReason}
        error={faultOf(command.error, 'reason')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}

function ProofDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const [proof, setProof] = useState<string | null>(null);
  const path = { id: appeal.caseId };
  const documents = useQuery(listDocumentsOptions({ path })).data?.items ?? [];
  const { send, ...command } = useAppealCommand(appeal, onDone);
  return (
    <AppealForm
      title={words.proof.title(appeal)}
      submit={words.proof.submit}
      failed={words.proof.failed}
      command={command}
      paths={['document']}
      isReady={proof !== null}
      onSubmit={() => {
        if (proof !== null) send({ action: 'proof', body: { document: proof } });
      }}
      onClose={onClose}
    >
      <Select
        label={words.proof.document}
        {...(documents.length === 0 && { description: words.record.proofMissing })}
        value={proof ?? NO_PROOF}
        onChange={(id) => setProof(id === NO_PROOF ? null : id)}
        error={faultOf(command.error, 'document')}
        options={[
          { value: NO_PROOF, label: words.proof.none },
          ...documents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </AppealForm>
  );
}

function ExpediteDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const [by, setBy] = useState<Expedite['by'] | null>(null);
  const [reason, setReason] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = reason.trim();
  return (
    <AppealForm
      title={words.expedite.title(appeal)}
      submit={words.expedite.submit}
      failed={words.expedite.failed}
      command={command}
      paths={['by', 'reason']}
      isReady={by !== null && written !== ''}
      onSubmit={() => {
        if (by !== null) send({ action: 'expedite', body: { by, reason: written } });
      }}
      onClose={onClose}
    >
      <p className={styles['quiet']}>{words.expedite.hint}</p>
      <RadioRow<Expedite['by']>
        autoFocus
        isRequired
        label={words.expedite.by}
        value={by}
        onChange={setBy}
        error={faultOf(command.error, 'by')}
        options={[
          { value: 'prescriber', label: APPELLANTS.prescriber },
          { value: 'member', label: APPELLANTS.member },
        ]}
      />
      <TextField
        isLong
        isRequired
        label={words.expedite.reason}
        value={reason}
        onChange={setReason}
        error={faultOf(command.error, 'reason')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}

function BenefitsDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const { payer } = useSession();
  const [by, setBy] = useState<ContinueBenefits['by'] | null>(null);
  const [receivedAt, setReceivedAt] = useState<string | Unread | null>(null);
  const { send, ...command } = useAppealCommand(appeal, onDone);
  return (
    <AppealForm
      title={words.benefits.title(appeal)}
      submit={words.benefits.submit}
      failed={words.benefits.failed}
      command={command}
      paths={['by', 'receivedAt']}
      isReady={by !== null && !isUnread(receivedAt)}
      onSubmit={() => {
        if (by === null || isUnread(receivedAt)) return;
        send({ action: 'benefits', body: { by, ...(receivedAt !== null && { receivedAt }) } });
      }}
      onClose={onClose}
    >
      <p className={styles['quiet']}>{appeal.continuedBenefits?.why}</p>
      <RadioRow<ContinueBenefits['by']>
        autoFocus
        isRequired
        label={words.benefits.by}
        value={by}
        onChange={setBy}
        error={faultOf(command.error, 'by')}
        options={optionsOf(APPELLANTS)}
      />
      <InstantField
        label={words.record.receivedAt}
        description={words.record.receivedAtHint}
        timeZone={payer.timeZone}
        value={receivedAt}
        onChange={setReceivedAt}
        error={faultOf(command.error, 'receivedAt')}
      />
    </AppealForm>
  );
}

function ForwardDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const { payer } = useSession();
  const [askedAt, setAskedAt] = useState<string | Unread | null>(null);
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const { dismissalReview } = appeal;
  const isOfDismissal = dismissalReview !== null && isReviewable(appeal);
  return (
    <AppealForm
      title={words.forward.title(appeal)}
      submit={words.forward.submit}
      failed={words.forward.failed}
      command={command}
      paths={['reviewAskedAt']}
      isReady={!isUnread(askedAt)}
      onSubmit={() => {
        if (isUnread(askedAt)) return;
        send({ action: 'forward', body: askedAt === null ? {} : { reviewAskedAt: askedAt } });
      }}
      onClose={onClose}
    >
      <State appeal={appeal} />
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
            error={faultOf(command.error, 'reviewAskedAt')}
          />
        </>
      ) : null}
    </AppealForm>
  );
}

/** What outside review decided: of a dismissal, or of a decision. */
function AnyOutcomeDialog(props: AppealDialogProps) {
  return isDismissalForwarded(props.appeal) ? (
    <DismissalOutcomeDialog {...props} />
  ) : (
    <OutcomeDialog {...props} />
  );
}

function DismissalOutcomeDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const [outcome, setOutcome] = useState<DismissalOutcome | null>(null);
  const [note, setNote] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = note.trim();
  return (
    <AppealForm
      title={words.outcome.title(appeal)}
      submit={words.outcome.submit}
      failed={words.outcome.failed}
      command={command}
      paths={['outcome', 'note']}
      isReady={outcome !== null && written !== ''}
      onSubmit={() => {
        if (outcome !== null) send({ action: 'outcome', body: { outcome, note: written } });
      }}
      onClose={onClose}
    >
      <RadioGroup<DismissalOutcome>
        autoFocus
        isRequired
        label={words.outcome.ofDismissal}
        value={outcome}
        onChange={setOutcome}
        error={faultOf(command.error, 'outcome')}
        options={DISMISSAL_OUTCOMES.map((value) => ({
          value,
          label: words.dismissalOutcomes[value],
          description: words.outcome.dismissalDoes[value],
        }))}
      />
      <TextField
        isLong
        isRequired
        label={words.outcome.note}
        value={note}
        onChange={setNote}
        error={faultOf(command.error, 'note')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}

type DismissalOutcome = NonNullable<NonNullable<Appeal['dismissalReview']>['outcome']>['outcome'];

const DISMISSAL_OUTCOMES = ['upheld', 'vacated'] as const satisfies readonly DismissalOutcome[];

function WithdrawDialog({ appeal, onClose, onDone }: AppealDialogProps) {
  const [reason, setReason] = useState('');
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const written = reason.trim();
  return (
    <AppealForm
      title={words.withdraw.title(appeal)}
      submit={words.withdraw.submit}
      failed={words.withdraw.failed}
      command={command}
      paths={['reason']}
      isReady={written !== ''}
      onSubmit={() => send({ action: 'withdraw', body: { reason: written } })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        isLong
        isRequired
        label={words.withdraw.reason}
        description={words.withdraw.hint}
        value={reason}
        onChange={setReason}
        error={faultOf(command.error, 'reason')}
        maxLength={LONGEST}
      />
    </AppealForm>
  );
}
