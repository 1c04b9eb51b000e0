import { useState } from 'react';
import { AgentsField } from './agents-field';
import { DatedChoice } from './dated-choice';
import { EntriesField, type ChangeEntry } from './entries-field';
import type { FactWidgetProps } from './fact-widget';
import { FlagRow } from './flag-row';
import { readTherapies, type Therapy } from './readings';
import { text } from './text';

const words = text.therapies;

const EMPTY: Therapy = {
  agents: [],
  adequateDuration: undefined,
  endedOn: undefined,
  progressedOn: undefined,
};

/** Prior therapies, oldest first. */
export function TherapiesFact({ frame, value, onChange, faultIn }: FactWidgetProps) {
  return (
    <EntriesField
      frame={frame}
      words={words}
      value={value}
      entries={readTherapies(value) ?? []}
      empty={EMPTY}
      onChange={onChange}
    >
      {(therapy, change, position) => (
        <TherapyLine
          therapy={therapy}
          onChange={change}
          faultIn={(member) => faultIn(`${position}.${member}`)}
        />
      )}
    </EntriesField>
  );
}

interface TherapyLineProps {
  readonly therapy: Therapy;
  readonly onChange: ChangeEntry<Therapy>;
  readonly faultIn: (member: string) => string | undefined;
}

function TherapyLine({ therapy, onChange, faultIn }: TherapyLineProps) {
  const { agents, adequateDuration, endedOn, progressedOn } = therapy;
  // In one written before, what is absent is not known.
  const [isKept] = useState(agents.length > 0);
  const [isUnsure, setUnsure] = useState(isKept);
  return (
    <>
      <AgentsField
        label={words.drugs}
        agents={agents}
        onChange={(change) => onChange((now) => ({ ...now, agents: change(now.agents) }))}
        error={faultIn('agents')}
      />
      <FlagRow
        label={words.adequateDuration}
        description={words.adequateDurationHint}
        value={adequateDuration ?? (isUnsure ? null : undefined)}
        onChange={(flag) => {
          setUnsure(flag === null);
          onChange((now) => ({ ...now, adequateDuration: flag ?? undefined }));
        }}
      />
      <DatedChoice
        label={words.end}
        dated={words.endedOn}
        none={words.ongoing}
        value={endedOn}
        isKept={isKept}
        onChange={(date) => onChange((now) => ({ ...now, endedOn: date }))}
        error={faultIn('endedOn')}
      />
      <DatedChoice
        label={words.progression}
        dated={words.progressedOn}
        none={words.noProgression}
        value={progressedOn}
        isKept={isKept}
        onChange={(date) => onChange((now) => ({ ...now, progressedOn: date }))}
        error={faultIn('progressedOn')}
      />
    </>
  );
}
