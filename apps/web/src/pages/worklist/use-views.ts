import { useQueryClient } from '@tanstack/react-query';
import { removeView, saveView, type SavedView } from '../../client';
import { listViewsQueryKey } from '../../client/@tanstack/react-query.gen';
import { failureWords } from '../../session/problem';
import { showToast } from '../../ui/toast';
import type { Filter } from './filter';

interface Written {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly filter: Filter;
}

/** Keeps and removes views; a refusal is shown in the API's own words. */
export function useViews() {
  const queries = useQueryClient();

  const perform = async (failed: string, call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      await queries.invalidateQueries({ queryKey: listViewsQueryKey() });
      return true;
    } catch (error) {
      showToast({ tone: 'failure', title: failed, detail: failureWords(error) });
      return false;
    }
  };

  const save = ({ id, name, shared, filter }: Written) =>
    perform('The view could not be saved', () =>
      saveView({ path: { viewId: id }, body: { name, shared, filter }, throwOnError: true }),
    );

  return {
    save,
    async remove(view: SavedView): Promise<boolean> {
      const isRemoved = await perform('The view could not be removed', () =>
        removeView({ path: { viewId: view.id }, throwOnError: true }),
      );
      if (isRemoved) {
        showToast({ title: `${view.name} is removed`, undo: () => void save(view) });
      }
      return isRemoved;
    },
  };
}
