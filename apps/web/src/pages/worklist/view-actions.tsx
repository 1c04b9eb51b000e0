import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView } from '../../client';
import { useSession } from '../../session/session';
import { usePlace } from '../../shared/use-place';
import { Button, IconButton } from '../../ui/button';
import { Menu, MenuItem } from '../../ui/menu';
import type { Filter } from './filter';
import { text } from './text';
import { useViews } from './use-views';
import { ViewDialog } from './view-dialog';

interface ViewActionsProps {
  readonly filter: Filter;
  /** The shown view; null for a queue. */
  readonly view: SavedView | null;
}

const words = text.viewActions;

/** Saves the list as a view; renames, shares and removes own views. */
export function ViewActions({ filter, view }: ViewActionsProps) {
  const { subject } = useSession();
  const navigate = useNavigate();
  const place = usePlace();
  const views = useViews();
  const [asked, setAsked] = useState<'save' | 'rename' | null>(null);
  // One id per wanted view, so that a retry makes no second view.
  const [newId, setNewId] = useState('');
  const isOwn = view?.owner === subject;
  const begin = () => {
    setNewId(crypto.randomUUID());
    setAsked('save');
  };
  const close = () => setAsked(null);
  return (
    <>
      {view === null ? <Button onPress={begin}>{words.save}</Button> : null}
      {view && isOwn ? (
        <Menu
          label={words.menu(view)}
          trigger={<IconButton label={words.menuAction} icon="more" />}
        >
          <MenuItem onAction={() => setAsked('rename')}>{words.rename}</MenuItem>
          <MenuItem
            onAction={() => {
              const isStillHere = place();
              void views.remove(view).then((isRemoved) => {
                if (isRemoved && isStillHere())
                  void navigate({ to: '/worklist', search: { queue: 'mine' } });
              });
            }}
          >
            {words.remove}
          </MenuItem>
        </Menu>
      ) : null}
      {asked === 'save' ? (
        <ViewDialog
          title={words.saveTitle}
          onClose={close}
          onSave={async (name, shared) => {
            const isStillHere = place();
            const refusal = await views.save({ id: newId, name, shared, filter });
            if (refusal === null && isStillHere())
              void navigate({ to: '/worklist', search: { view: newId } });
            return refusal;
          }}
        />
      ) : null}
      {asked === 'rename' && view ? (
        <ViewDialog
          title={words.renameTitle}
          name={view.name}
          isShared={view.shared}
          onClose={close}
          onSave={(name, shared) => views.save({ ...view, name, shared })}
        />
      ) : null}
    </>
  );
}
