import type { CaseSummary } from '../../client';
import { IconButton } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';
import type { RowDeeds } from './row-deeds';
import { isOpenCase } from './sentences';
import { text } from './text';

interface RowMenuProps {
  readonly each: CaseSummary;
  readonly subject: string;
  readonly isActive: boolean;
  readonly deeds: RowDeeds;
}

const { menu } = text.row;

/** The actions on one case, for people who do not use the keys. */
export function RowMenu({ each, subject, isActive, deeds }: RowMenuProps) {
  const isOpen = isOpenCase(each);
  return (
    <Menu
      label={menu.name(each)}
      trigger={
        <IconButton
          label={menu.name(each)}
          icon="more"
          size="small"
          excludeFromTabOrder={!isActive}
        />
      }
    >
      <MenuItem keys="enter" onAction={() => deeds.open(each)}>
        {menu.open}
      </MenuItem>
      {isOpen && each.assignee !== subject ? (
        <MenuItem onAction={() => deeds.assignToMe(each)}>{menu.assignToMe}</MenuItem>
      ) : null}
      {isOpen ? (
        <MenuItem keys="a" onAction={() => deeds.assign(each)}>
          {menu.assign}
        </MenuItem>
      ) : null}
      {isOpen && each.assignee !== null ? (
        <MenuItem onAction={() => deeds.release(each)}>{menu.unassign}</MenuItem>
      ) : null}
      {isOpen ? (
        <MenuItem keys="s" onAction={() => deeds.snooze(each)}>
          {menu.snooze}
        </MenuItem>
      ) : null}
      {isOpen && each.snoozedUntil !== null ? (
        <MenuItem onAction={() => deeds.wake(each)}>{menu.endSnooze}</MenuItem>
      ) : null}
    </Menu>
  );
}
