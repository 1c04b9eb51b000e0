import { useEffect } from 'react';
import { Button } from '../ui/button';
import { isUnread } from '../ui/reading';
import { agentMeant, isRecognized } from './agent-names';
import styles from './facts.module.css';
import { textOf, type WrittenName } from './readings';
import { useKnownAgents } from './suggested-agents';

interface UnrecognizedProps {
  readonly names: readonly WrittenName[];
  readonly onSettle: (written: WrittenName, settled: string) => void;
}

/** Asks what is meant by names that the guidelines do not have; until then they are no answer. */
export function Unrecognized({ names, onSettle }: UnrecognizedProps) {
  const known = useKnownAgents();
  // Typed before the guidelines' names had arrived, it may be one of them.
  const settled = names.find((name) => isUnread(name) && isRecognized(name.unread, known));
  useEffect(() => {
    if (settled !== undefined) onSettle(settled, textOf(settled));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each such name
  }, [settled]);
  return (
    <div role="status" className={styles['meant']}>
      {known.length === 0
        ? null
        : names.map((name) => {
            const text = textOf(name);
            const meant = agentMeant(text, known);
            if (!isUnread(name) && meant === null) return null;
            return (
              <p key={text}>
                {`“${text}” isn't a recognized drug. `}
                {meant === null ? null : (
                  <Button size="small" onPress={() => onSettle(name, meant)}>
                    Change to {meant}
                  </Button>
                )}{' '}
                {isUnread(name) ? (
                  <Button size="small" onPress={() => onSettle(name, text)}>
                    Keep “{text}”
                  </Button>
                ) : null}
              </p>
            );
          })}
    </div>
  );
}
