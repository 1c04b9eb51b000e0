import { ComboBox } from '../ui/combo-box';
import { isUnread } from '../ui/reading';
import { isRecognized } from './agent-names';
import { AgentsField } from './agents-field';
import type { FactWidgetProps } from './fact-widget';
import { NO_AGENT } from './fact-words';
import { Instead } from './instead';
import { readNames, readText } from './readings';
import { useKnownAgents, useSuggestedAgents } from './suggested-agents';
import { takenByEnter } from './taking';
import { text as words } from './text';
import { Unrecognized } from './unrecognized';
import { useWriting } from './use-writing';

/** Several drugs, or none. */
export function AgentsFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <>
      <AgentsField
        {...frame}
        description={
          <>
            {frame.description} <span>{words.drugs.noneHint}</span>
          </>
        }
        agents={readNames(value) ?? []}
        onChange={(change) => {
          const agents = change(readNames(value) ?? []);
          onChange(agents.length === 0 ? undefined : agents);
        }}
      />
      <Instead label={fact.label} value={value} onChange={onChange} none={[]} />
    </>
  );
}

/** One drug, or none. */
export function AgentFact({ fact, frame, value, onChange }: FactWidgetProps) {
  const written = isUnread(value) ? value : value === NO_AGENT ? '' : (readText(value) ?? '');
  const known = useKnownAgents();
  const writing = useWriting(written, onChange, (text) =>
    isRecognized(text, known) ? text : { unread: text },
  );
  const { text, write, choose, finishing, isAskedWhich } = writing;
  const { options, isLoading } = useSuggestedAgents(text);
  return (
    <>
      <div {...finishing((typed) => takenByEnter(typed, options, isRecognized(typed, known)))}>
        <ComboBox
          {...frame}
          error={isAskedWhich ? words.drugs.severalFit({ typed: text }) : frame.error}
          inputValue={text}
          onInputChange={write}
          value={options.some((option) => option.value === text) ? text : null}
          onChange={choose}
          options={options}
          isLoading={isLoading}
          allowsOther
        />
      </div>
      <Unrecognized
        names={written === '' ? [] : [written]}
        onSettle={(_, settled) => onChange(settled)}
      />
      <Instead label={fact.label} value={value} onChange={onChange} none={NO_AGENT} />
    </>
  );
}
