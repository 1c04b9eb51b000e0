import { useNavigate } from '@tanstack/react-router';
import type { CaseSummary } from '../../client';
import { useCommands, type Command } from '../../keyboard/commands';
import { useSession } from '../../session/session';
import { text as workText } from '../../work/text';
import { QUEUE_NAMES, QUEUES, type BatchAction } from '../../work/words';
import type { RowDeeds } from './row-deeds';
import { isOpenCase } from './sentences';
import { text } from './text';
import type { Cursor } from './use-cursor';

const { commands } = text;

interface Wishes {
  readonly cursor: Cursor;
  readonly deeds: RowDeeds;
  readonly mayWork: boolean;
  readonly onBatch: (action: BatchAction) => void;
  readonly onRenew: () => void;
}

/** The worklist's keys, and its commands in the palette. */
export function useWorklistCommands({ cursor, deeds, mayWork, onBatch, onRenew }: Wishes): void {
  const navigate = useNavigate();
  const { subject } = useSession();
  const { active, selected } = cursor;
  useCommands([
    ...QUEUES.map((queue) => ({
      label: commands.queue({ name: QUEUE_NAMES[queue] }),
      group: commands.queues,
      run: () => void navigate({ to: '/worklist', search: { queue } }),
    })),
    ...listKeys(cursor, deeds),
    {
      label: commands.refresh,
      group: commands.worklist,
      keys: 'r',
      words: commands.refreshKeywords,
      run: onRenew,
    },
    ...(mayWork ? workCommands(active, selected, subject, deeds, onBatch) : []),
  ]);
}

function listKeys({ active, move }: Cursor, deeds: RowDeeds): Command[] {
  const withActive = (act: (each: CaseSummary) => void) => () => {
    if (active) act(active);
  };
  const key = { group: commands.worklist, isKeyOnly: true };
  return [
    { ...key, label: commands.next, keys: 'j', run: () => move(1) },
    { ...key, label: commands.previous, keys: 'k', run: () => move(-1) },
    { ...key, label: commands.openCase, keys: 'enter', run: withActive(deeds.open) },
  ];
}

/** With a selection the keys act on all of it, else on the reader's case. */
function workCommands(
  active: CaseSummary | null,
  selected: readonly CaseSummary[],
  subject: string,
  deeds: RowDeeds,
  onBatch: (action: BatchAction) => void,
): Command[] {
  const many = selected.length > 0;
  const what = many
    ? workText.cases({ count: selected.length })
    : (active?.number ?? commands.theCase);
  const group = many || active ? what : commands.worklist;
  const act = (batch: BatchAction, one: (each: CaseSummary) => void) => () => {
    if (many) onBatch(batch);
    else if (active && isOpenCase(active)) one(active);
  };
  const isIdle = !many && !active;
  const isTheirs = !many && active?.assignee === subject;
  return [
    {
      label: commands.select,
      group: commands.worklist,
      keys: 'x',
      isKeyOnly: true,
      run: () => {
        if (active) deeds.toggle(active);
      },
    },
    {
      label: commands.assign({ what }),
      group,
      keys: 'a',
      isKeyOnly: isIdle,
      run: act('assign', deeds.assign),
    },
    {
      label: commands.snooze({ what }),
      group,
      keys: 's',
      isKeyOnly: isIdle,
      run: act('snooze', deeds.snooze),
    },
    ...(isIdle
      ? []
      : [
          ...(isTheirs
            ? []
            : [
                {
                  label: commands.assignToMe({ what }),
                  words: commands.assignToMeKeywords,
                  group,
                  run: act('claim', deeds.assignToMe),
                },
              ]),
          {
            label: commands.unassign({ what }),
            words: commands.unassignKeywords,
            group,
            run: act('release', deeds.release),
          },
          {
            label: commands.endSnooze({ what }),
            words: commands.endSnoozeKeywords,
            group,
            run: act('unsnooze', deeds.wake),
          },
        ]),
    ...(!many && active
      ? [{ label: commands.open({ what }), group, run: () => deeds.open(active) }]
      : []),
    ...(many ? [{ label: commands.resolve({ what }), group, run: () => onBatch('repair') }] : []),
  ];
}
