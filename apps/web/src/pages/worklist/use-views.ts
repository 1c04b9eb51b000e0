import { useQueryClient } from '@tanstack/react-query';
import { removeView, saveView, type SavedView } from '../../client';
import { listViewsQueryKey } from '../../client/@tanstack/react-query.gen';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import type { Filter } from './filter';
import { text } from './text';

interface Written {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly filter: Filter;
}

/** Saves and removes views; reports refusals in the API's own words. */
export function useViews() {
  const queries = useQueryClient();

  /** @returns why it was refused, in words; null if it is done */
  const attempt = async (call: () => Promise<unknown>): Promise<string | null> => {
    try {
      await call();
      await queries.invalidateQueries({ queryKey: listViewsQueryKey() });
      return null;
    } catch (error) {
      return failureWords(error);
    }
  };

  const save = ({ id, name, shared, filter }: Written) =>
    attempt(() =>
      saveView({ path: { viewId: id }, body: { name, shared, filter }, throwOnError: true }),
    );

  const restore = async (view: SavedView) => {
    const refusal = await save(view);
    if (refusal !== null) showFailure(text.viewActions.notSaved, refusal);
  };

  return {
    /** @returns why it was refused, in words; null if it is done */
    save,
    async remove(view: SavedView): Promise<boolean> {
      const refusal = await attempt(() =>
        removeView({ path: { viewId: view.id }, throwOnError: true }),
      );
      if (refusal !== null) showFailure(text.viewActions.notRemoved, refusal);
      else showToast({ title: text.viewActions.removed(view), undo: () => void restore(view) });
      return refusal === null;
    },
  };
}

function showFailure(title: string, detail: string): void {
  showToast({ tone: 'failure', title, detail });
}
