import { ComboBox } from '../ui/combo-box';
import { AgentsField } from './agents-field';
import type { FactWidgetProps } from './fact-field';
import { NO_AGENT } from './fact-words';
import { Instead } from './instead';
import { readText, readTexts } from './readings';
import { useSuggestedAgents } from './suggested-agents';
import { useWriting } from './use-writing';

/** Several drugs, or none. */
export function AgentsFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <>
      <AgentsField
        {...frame}
        agents={readTexts(value) ?? []}
        onChange={(agents) => onChange(agents.length === 0 ? undefined : agents)}
      />
      <Instead label={fact.label} value={value} onChange={onChange} none={[]} />
    </>
  );
}

/** One drug, or none. */
export function AgentFact({ fact, frame, value, onChange }: FactWidgetProps) {
  const known = value === NO_AGENT ? '' : (readText(value) ?? '');
  const { text, write, finish, finishing } = useWriting(known, onChange);
  const { options, isLoading } = useSuggestedAgents(text);
  return (
    <>
      <div {...finishing}>
        <ComboBox
          {...frame}
          inputValue={text}
          onInputChange={write}
          value={options.some((option) => option.value === text) ? text : null}
          onChange={finish}
          options={options}
          isLoading={isLoading}
          allowsOther
        />
      </div>
      <Instead label={fact.label} value={value} onChange={onChange} none={NO_AGENT} />
    </>
  );
}
