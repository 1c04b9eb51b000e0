import type { CaseSummary } from '../../client';
import { IconButton } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';
import type { RowDeeds } from './row-deeds';
import { isOpenCase } from './sentences';

interface RowMenuProps {
  readonly each: CaseSummary;
  readonly subject: string;
  readonly isActive: boolean;
  readonly deeds: RowDeeds;
}

/** What can be done with one case, for who does not use the keys. */
export function RowMenu({ each, subject, isActive, deeds }: RowMenuProps) {
  const isOpen = isOpenCase(each);
  return (
    <Menu
      label={`Actions for ${each.number}`}
      trigger={
        <IconButton
          label={`Actions for ${each.number}`}
          icon="more"
          size="small"
          excludeFromTabOrder={!isActive}
        />
      }
    >
      <MenuItem keys="enter" onAction={() => deeds.open(each)}>
        Open
      </MenuItem>
      {isOpen && each.assignee !== subject ? (
        <MenuItem onAction={() => deeds.assignToMe(each)}>Assign to me</MenuItem>
      ) : null}
      {isOpen ? (
        <MenuItem keys="a" onAction={() => deeds.assign(each)}>
          Assign…
        </MenuItem>
      ) : null}
      {isOpen && each.assignee !== null ? (
        <MenuItem onAction={() => deeds.release(each)}>Give back</MenuItem>
      ) : null}
      {isOpen ? (
        <MenuItem keys="s" onAction={() => deeds.snooze(each)}>
          Snooze…
        </MenuItem>
      ) : null}
      {isOpen && each.snoozedUntil !== null ? (
        <MenuItem onAction={() => deeds.wake(each)}>Put back into its queues</MenuItem>
      ) : null}
    </Menu>
  );
}
