import { useEffect, useRef } from 'react';
import { Button } from '../ui/button';
import { focusFirst } from '../ui/focus';
import { isUnread } from '../ui/reading';
import { agentMeant, isRecognized } from './agent-names';
import styles from './facts.module.css';
import { textOf, type WrittenName } from './readings';
import { useKnownAgents } from './suggested-agents';
import { text } from './text';

interface UnrecognizedProps {
  readonly names: readonly WrittenName[];
  readonly onSettle: (written: WrittenName, settled: string) => void;
}

/**
 * Asks about names that are not in the guidelines; until then they are no answer. Goes beside its
 * field, which gets the focus from the answering button.
 */
export function Unrecognized({ names, onSettle }: UnrecognizedProps) {
  const known = useKnownAgents();
  // Typed before the guidelines' names loaded, it may be one of them.
  const settled = names.find((name) => isUnread(name) && isRecognized(name.unread, known));
  useEffect(() => {
    if (settled !== undefined) onSettle(settled, textOf(settled));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each such name
  }, [settled]);
  const place = useRef<HTMLDivElement>(null);
  const settle = (name: WrittenName, drug: string) => {
    onSettle(name, drug);
    const { current } = place;
    if (current?.parentElement) focusFirst(current.parentElement);
  };
  return (
    <div ref={place} role="status" className={styles['meant']}>
      {known.length === 0
        ? null
        : names.map((name) => {
            const written = textOf(name);
            const meant = agentMeant(written, known);
            if (!isUnread(name) && meant === null) return null;
            return (
              <p key={written}>
                {`${text.drugs.unrecognized({ written })} `}
                {meant === null ? null : (
                  <Button size="small" onPress={() => settle(name, meant)}>
                    {text.drugs.change({ meant })}
                  </Button>
                )}{' '}
                {isUnread(name) ? (
                  <Button size="small" onPress={() => settle(name, written)}>
                    {text.drugs.keep({ written })}
                  </Button>
                ) : null}
              </p>
            );
          })}
    </div>
  );
}
