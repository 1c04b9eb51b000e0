import { useState, type KeyboardEvent } from 'react';
import { Button as AriaButton, Tag, TagGroup, TagList } from 'react-aria-components';
import { Button } from '../ui/button';
import { ComboBox } from '../ui/combo-box';
import { cx } from '../ui/cx';
import type { FieldWords } from '../ui/field';
import { Icon } from '../ui/icon';
import { agentMeant } from './agent-names';
import styles from './facts.module.css';
import { useKnownAgents, useSuggestedAgents } from './suggested-agents';

interface AgentsFieldProps extends FieldWords {
  readonly agents: readonly string[];
  readonly onChange: (agents: readonly string[]) => void;
  readonly isRequired?: boolean;
}

/** Several drugs, each chosen from the suggestions or typed; Enter or a comma takes one over. */
export function AgentsField({ agents, onChange, ...frame }: AgentsFieldProps) {
  const [typed, setTyped] = useState('');
  // That something was chosen is what closes the list.
  const [lastAdded, setLastAdded] = useState<string | null>(null);
  const { options, isLoading } = useSuggestedAgents(typed);
  const add = (text: string) => {
    setTyped('');
    setLastAdded(text);
    const added = text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && !agents.includes(each));
    if (added.length > 0) onChange([...agents, ...added]);
  };
  const takeOver = (event: KeyboardEvent<HTMLElement>) => {
    const isListed =
      event.target instanceof Element && event.target.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || isListed || typed.trim() === '') return;
    event.preventDefault();
    add(typed);
  };
  return (
    <div
      className={styles['agents']}
      data-takes-enter={typed.trim() !== '' || undefined}
      onKeyDownCapture={takeOver}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) add(typed);
      }}
    >
      <ComboBox
        {...frame}
        inputValue={typed}
        onInputChange={(text) => {
          if (text.includes(',')) {
            add(text);
            return;
          }
          setTyped(text);
          if (text !== '') setLastAdded(null);
        }}
        value={lastAdded}
        onChange={(agent) => {
          if (agent !== null && agent !== lastAdded) add(agent);
        }}
        options={options.filter(({ value }) => !agents.includes(value))}
        isLoading={isLoading}
        allowsOther
      />
      {agents.length === 0 ? null : (
        <TagGroup
          aria-label={`${frame.label}: chosen`}
          onRemove={(removed) => onChange(agents.filter((agent) => !removed.has(agent)))}
        >
          <TagList className={cx(styles['tags'])}>
            {agents.map((agent) => (
              <Tag key={agent} id={agent} textValue={agent} className={cx(styles['tag'])}>
                {agent}
                <AriaButton slot="remove" className={cx(styles['remove'])}>
                  <Icon name="close" size="small" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      <Misspelt agents={agents} onChange={onChange} />
    </div>
  );
}

/** Asks whether a name that the guidelines do not have was meant as one that they have. */
function Misspelt({ agents, onChange }: Pick<AgentsFieldProps, 'agents' | 'onChange'>) {
  const known = useKnownAgents();
  const instead = (written: string, meant: string) =>
    onChange([...new Set(agents.map((agent) => (agent === written ? meant : agent)))]);
  return (
    <div role="status" className={styles['meant']}>
      {agents.map((written) => {
        const meant = agentMeant(written, known);
        return meant === null ? null : (
          <p key={written}>
            No guideline knows “{written}”.{' '}
            <Button size="small" onPress={() => instead(written, meant)}>
              Make it {meant}
            </Button>
          </p>
        );
      })}
    </div>
  );
}
