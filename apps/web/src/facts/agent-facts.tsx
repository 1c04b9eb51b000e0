import { ComboBox } from '../ui/combo-box';
import { AgentsField } from './agents-field';
import type { FactWidgetProps } from './fact-field';
import { NO_AGENT } from './fact-words';
import { Instead } from './instead';
import { readText, readTexts } from './readings';
import { useSuggestedAgents } from './suggested-agents';

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
  const typed = value === NO_AGENT ? '' : (readText(value) ?? '');
  const { options, isLoading } = useSuggestedAgents(typed);
  return (
    <>
      <ComboBox
        {...frame}
        inputValue={typed}
        onInputChange={(text) => onChange(text === '' ? undefined : text)}
        value={options.some((option) => option.value === typed) ? typed : null}
        onChange={(agent) => {
          if (agent !== null) onChange(agent);
        }}
        options={options}
        isLoading={isLoading}
        allowsOther
      />
      <Instead label={fact.label} value={value} onChange={onChange} none={NO_AGENT} />
    </>
  );
}
