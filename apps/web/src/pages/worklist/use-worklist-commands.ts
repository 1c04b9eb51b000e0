import { useNavigate } from '@tanstack/react-router';
import type { CaseSummary } from '../../client';
import { useCommands, type Command } from '../../keyboard/commands';
import { useSession } from '../../session/session';
import { cases, QUEUE_NAMES, QUEUES, type BatchAction } from '../../work/words';
import type { RowDeeds } from './row-deeds';
import { isOpenCase } from './sentences';
import type { Cursor } from './use-cursor';

interface Wishes {
  readonly cursor: Cursor;
  readonly deeds: RowDeeds;
  readonly mayWork: boolean;
  readonly onBatch: (action: BatchAction) => void;
  readonly onRenew: () => void;
}

/** The keys of the worklist, and what the palette offers there. */
export function useWorklistCommands({ cursor, deeds, mayWork, onBatch, onRenew }: Wishes): void {
  const navigate = useNavigate();
  const { subject } = useSession();
  const { active, selected } = cursor;
  useCommands([
    ...QUEUES.map((queue) => ({
      label: `Queue: ${QUEUE_NAMES[queue]}`,
      group: 'Queues',
      run: () => void navigate({ to: '/worklist', search: { queue } }),
    })),
    ...listKeys(cursor, deeds),
    {
      label: 'Show what is new',
      group: 'Worklist',
      keys: 'r',
      words: 'refresh reload update',
      run: onRenew,
    },
    ...(mayWork ? workCommands(active, selected, subject, deeds, onBatch) : []),
  ]);
}

function listKeys({ active, move }: Cursor, deeds: RowDeeds): Command[] {
  const withActive = (act: (each: CaseSummary) => void) => () => {
    if (active) act(active);
  };
  const key = { group: 'Worklist', isKeyOnly: true };
  return [
    { ...key, label: 'Next case', keys: 'j', run: () => move(1) },
    { ...key, label: 'Previous case', keys: 'k', run: () => move(-1) },
    { ...key, label: 'Open the case', keys: 'enter', run: withActive(deeds.open) },
  ];
}

/** With a selection the keys act on all of it, else on the case that the reader is at. */
function workCommands(
  active: CaseSummary | null,
  selected: readonly CaseSummary[],
  subject: string,
  deeds: RowDeeds,
  onBatch: (action: BatchAction) => void,
): Command[] {
  const many = selected.length > 0;
  const what = many ? cases(selected.length) : (active?.number ?? 'the case');
  const group = many || active ? what : 'Worklist';
  const act = (batch: BatchAction, one: (each: CaseSummary) => void) => () => {
    if (many) onBatch(batch);
    else if (active && isOpenCase(active)) one(active);
  };
  const isIdle = !many && !active;
  return [
    {
      label: 'Select the case',
      group: 'Worklist',
      keys: 'x',
      isKeyOnly: true,
      run: () => {
        if (active) deeds.toggle(active);
      },
    },
    {
      label: `Assign ${what}…`,
      group,
      keys: 'a',
      isKeyOnly: isIdle,
      run: act('assign', deeds.assign),
    },
    {
      label: `Snooze ${what}…`,
      group,
      keys: 's',
      isKeyOnly: isIdle,
      run: act('snooze', deeds.snooze),
    },
    ...(isIdle
      ? []
      : [
          {
            label: `Assign ${what} to me`,
            words: 'take claim',
            group,
            run: act('claim', deeds.assignToMe),
          },
          {
            label: `Give ${what} back`,
            words: 'release',
            group,
            run: act('release', deeds.release),
          },
          {
            label: `Put ${what} back into the queues`,
            words: 'unsnooze wake',
            group,
            run: act('unsnooze', deeds.wake),
          },
        ]),
    ...(!many && active ? [{ label: `Open ${what}`, group, run: () => deeds.open(active) }] : []),
    ...(many
      ? [{ label: `Move ${what} that are stuck`, group, run: () => onBatch('repair') }]
      : []),
  ].filter(({ label }) => !(label.endsWith('to me') && !many && active?.assignee === subject));
}
