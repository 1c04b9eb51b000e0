import { useState } from 'react';
import type { AppealCommand, Case } from '../../client';
import { Checkbox } from '../../ui/checkbox';
import { RadioRow } from '../../ui/radio-group';
import { isUnread } from '../../ui/reading';
import { JUST_NOW, laterEntryOf, LATER_ENTRY_PATHS } from '../../work/later-entry';
import { LaterEntryFields } from '../../work/later-entry-fields';
import { APPELLANTS, optionsOf, URGENCIES } from '../../work/words';
import { AppealForm, faultOf, ReasonField, type DialogProps } from './appeal-form';
import styles from './appeals-panel.module.css';
import { DocumentSelect } from './document-select';
import { text } from './text';
import { useRecordAppeal } from './use-appeal-command';

const words = text.appeals.record;

interface RecordDialogProps extends DialogProps {
  readonly case: Pick<Case, 'id' | 'number' | 'request'>;
}

/** Asks who appeals, how urgent it is and why. */
export function RecordAppealDialog({ case: of, onClose, onDone }: RecordDialogProps) {
  const [by, setBy] = useState<AppealCommand['by'] | null>(null);
  const [proof, setProof] = useState<string | null>(null);
  const [urgency, setUrgency] = useState<AppealCommand['urgency'] | null>(null);
  const [reason, setReason] = useState('');
  const [entry, setEntry] = useState(JUST_NOW);
  const [isToContinue, setIsToContinue] = useState(false);
  const { send, ...command } = useRecordAppeal(of.id, onDone);
  const written = reason.trim();
  const fault = (path: string) => faultOf(command.error, path);
  const submit = () => {
    if (by === null || urgency === null) return;
    send({
      by,
      urgency,
      reason: written,
      ...laterEntryOf(entry),
      ...(by === 'representative' && proof !== null && { proofOfAuthority: proof }),
      ...(isToContinue && { continueBenefits: true }),
    });
  };
  return (
    <AppealForm
      title={words.title(of)}
      submit={words.submit}
      failed={words.failed}
      command={command}
      paths={['by', 'proofOfAuthority', 'urgency', 'reason', ...LATER_ENTRY_PATHS]}
      isReady={by !== null && urgency !== null && written !== '' && !isUnread(entry.receivedAt)}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioRow<AppealCommand['by']>
        autoFocus
        isRequired
        label={words.by}
        value={by}
        onChange={setBy}
        error={fault('by')}
        options={optionsOf(APPELLANTS)}
      />
      {by === 'representative' ? (
        <DocumentSelect
          caseId={of.id}
          label={words.proof}
          description={words.proofHint}
          none={words.noProof}
          value={proof}
          onChange={setProof}
          error={fault('proofOfAuthority')}
        />
      ) : null}
      <RadioRow<AppealCommand['urgency']>
        isRequired
        label={words.urgency}
        value={urgency}
        onChange={setUrgency}
        error={fault('urgency')}
        options={optionsOf(URGENCIES)}
      />
      <ReasonField
        label={words.reason}
        value={reason}
        onChange={setReason}
        error={fault('reason')}
      />
      {of.request.requestType === 'continuation' ? (
        <div>
          <Checkbox isSelected={isToContinue} onChange={setIsToContinue}>
            {words.benefits}
          </Checkbox>
          <p className={styles['quiet']}>{words.benefitsHint}</p>
        </div>
      ) : null}
      <LaterEntryFields
        draft={entry}
        onChange={setEntry}
        error={fault('receivedAt')}
        evidenceError={fault('receipt.evidence')}
      />
    </AppealForm>
  );
}
