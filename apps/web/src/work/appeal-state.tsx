import type { Appeal } from '../client';
import { Badge, type Tone } from '../ui/badge';
import { Deadline } from '../ui/deadline';
import { text } from './text';
import { APPEAL_STATUSES } from './words';

const TONES: Readonly<Record<Appeal['status'], Tone>> = {
  open: 'calm',
  'in-review': 'unknown',
  upheld: 'not-met',
  overturned: 'met',
  'partly-overturned': 'met',
  withdrawn: 'neutral',
  forwarded: 'calm',
};

/** An appeal's status, in a word or two. One that the plan dismissed was not withdrawn. */
export function AppealStanding({ status, closedAs }: Pick<Appeal, 'status' | 'closedAs'>) {
  const words = closedAs === 'dismissed' ? text.appealDismissed : APPEAL_STATUSES[status];
  return <Badge tone={TONES[status]}>{words}</Badge>;
}

interface AppealDeadlineProps {
  readonly clock: Appeal['clock'];
  readonly timeZone: string;
}

/** The time left for the decision, for sending the case file, or for the outcome outside. */
export function AppealDeadline({ clock, timeZone }: AppealDeadlineProps) {
  const { kind, dueAt, state } = clock;
  if (kind === 'forwarding' && state === 'met') return text.appealDeadline.sent;
  return (
    <Deadline dueAt={dueAt} state={state === 'tolled' ? 'running' : state} timeZone={timeZone} />
  );
}
