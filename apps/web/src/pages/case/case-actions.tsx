import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Case } from '../../client';
import { useCommands, type Command } from '../../keyboard/commands';
import { useMay, useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import type { WalkPlace } from '../../work/walk';
import { AssignDialog } from '../../work/assign-dialog';
import { DeadlineDialog } from '../../work/deadline-dialog';
import { SnoozeDialog } from '../../work/snooze-dialog';
import { useCaseWork } from '../../work/use-case-work';
import type { FormName } from './forms-switch';
import { ReasonDialog } from './review-dialogs';
import { isTheirs } from './status-words';
import { text } from './text';
import styles from './case-actions.module.css';

const { actions } = text;
const { group } = text.commands;
const { handUp } = text.review;

interface CaseActionsProps {
  readonly case: Case;
  readonly onForm: (form: FormName) => void;
  /** Gets the case after this person assigned or snoozed it. */
  readonly onWorked: (after: Case) => void;
}

type DialogName = 'assign' | 'snooze' | 'deadline' | 'hand-up';

/** The actions on an open case; everyone here may at least add information. */
export function CaseActions({ case: shown, onForm, onWorked }: CaseActionsProps) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const { mayDeny } = useSession();
  const isReviewer = useMay('decide');
  const mayDecide = isReviewer && isTheirs(shown, mayDeny);
  const mayHandUp = isReviewer && !mayDeny && shown.status === 'in-review' && !shown.handedUp;
  const work = useCaseWork(onWorked);
  const mayChangeDeadline = isReviewer || shown.request.urgency === 'standard';
  const isReviewed = mayDecide && shown.status === 'in-review';
  useCommands([
    {
      label: actions.information,
      group,
      keys: 'i',
      run: () => onForm('information'),
    },
    ...(mayDecide
      ? [
          {
            label: actions.decide,
            group,
            keys: 'd',
            words: actions.decideKeywords,
            run: () => onForm('decide'),
          },
        ]
      : []),
    { label: actions.withdraw, group, keys: 'w', run: () => onForm('withdraw') },
    { label: actions.assign, group, keys: 'a', run: () => setDialog('assign') },
    { label: actions.snooze, group, keys: 's', run: () => setDialog('snooze') },
    ...(mayHandUp ? [{ label: handUp, group, keys: 'u', run: () => setDialog('hand-up') }] : []),
    ...(mayChangeDeadline
      ? [{ label: actions.deadline, group, keys: 't', run: () => setDialog('deadline') }]
      : []),
  ]);
  return (
    <div className={styles['actions']}>
      {mayDecide ? (
        <Button look={isReviewed ? 'primary' : 'secondary'} onPress={() => onForm('decide')}>
          {actions.decide} <Hint keys="d" />
        </Button>
      ) : null}
      <Button look={isReviewed ? 'secondary' : 'primary'} onPress={() => onForm('information')}>
        {actions.information} <Hint keys="i" />
      </Button>
      <Button onPress={() => setDialog('assign')}>
        {actions.assign} <Hint keys="a" />
      </Button>
      <Button onPress={() => setDialog('snooze')}>
        {actions.snooze} <Hint keys="s" />
      </Button>
      {mayHandUp ? (
        <Button look="quiet" onPress={() => setDialog('hand-up')}>
          {handUp} <Hint keys="u" />
        </Button>
      ) : null}
      {mayChangeDeadline ? (
        <Button look="quiet" onPress={() => setDialog('deadline')}>
          {actions.deadline} <Hint keys="t" />
        </Button>
      ) : null}
      <Button look="quiet" onPress={() => onForm('withdraw')}>
        {actions.withdraw} <Hint keys="w" />
      </Button>
      {dialog === 'assign' ? (
        <AssignDialog
          what={shown.number}
          isReview={shown.status === 'in-review'}
          onAssign={(person) => work.assign(shown, person)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'snooze' ? (
        <SnoozeDialog
          what={shown.number}
          dueAt={shown.clock.dueAt}
          onSnooze={(until, reason) => work.snooze(shown, until, reason)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'hand-up' ? (
        <ReasonDialog
          title={text.review.handUpTitle}
          submit={handUp}
          hint={text.review.handUpHint}
          onSend={(reason) => work.handUp(shown, reason)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'deadline' ? (
        <DeadlineDialog
          what={shown.number}
          openedAt={shown.openedAt}
          mayExpedite={shown.request.urgency === 'standard'}
          mayExtend={isReviewer}
          onExpedite={(by, reason, receipt) => work.expedite(shown, { by, reason, ...receipt })}
          onExtend={(reason) => work.extend(shown, reason)}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </div>
  );
}

/** Shown if there is room and a keyboard. */
function Hint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['hint']}>
      <KeyHint keys={keys} />
    </span>
  );
}

interface CaseCommands {
  readonly walk: WalkPlace | null;
  /** Loads what changed while the person typed; null if nothing has. */
  readonly onTakeOver: (() => void) | null;
}

/** The keys of a case's page beside its buttons. */
export function useCaseCommands({ walk, onTakeOver }: CaseCommands): void {
  const navigate = useNavigate();
  const goTo = (caseId: string) => void navigate({ to: '/cases/$caseId', params: { caseId } });
  const steps: readonly (Command & { readonly to: string | null | undefined })[] = [
    { label: text.commands.next, keys: 'j', to: walk?.next, ...LIST },
    { label: text.commands.previous, keys: 'k', to: walk?.previous, ...LIST },
  ];
  useCommands([
    ...steps.flatMap(({ to, ...step }) =>
      typeof to === 'string' ? [{ ...step, run: () => goTo(to) }] : [],
    ),
    ...(onTakeOver ? [{ label: text.commands.takeOver, group, keys: 'r', run: onTakeOver }] : []),
  ]);
}

const LIST = { group: text.commands.list, isKeyOnly: true, run: () => undefined } as const;
