import { Button } from './button';
import styles from './more-rows.module.css';

interface MoreRowsProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** How many rows are shown, in words. */
  readonly shown: string;
  /** What the button says. */
  readonly more: string;
}

/** Below a list that is loaded page by page; nothing once all of it is there. */
export function MoreRows({ query, shown, more }: MoreRowsProps) {
  if (!query.hasNextPage) return null;
  return (
    <p className={styles['more']}>
      <span>{shown}</span>
      <Button isBusy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        {more}
      </Button>
    </p>
  );
}
