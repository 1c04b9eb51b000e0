import { valueAt } from '@assent/vocabulary';
import type { Case, GuidelineDescription } from '../../client';
import type { Problem } from '../../shared/problem';
import { DateField } from '../../ui/date-field';
import { Disclosure } from '../../ui/disclosure';
import { NumberField } from '../../ui/number-field';
import { calendarDay } from '../../ui/times';
import { dosesIn } from './doses';
import { hasOtherTerms, type DecisionDraft } from './drafts';
import { faultAt } from './faults';
import { text } from './text';
import styles from './forms.module.css';

const words = text.otherTerms;

export type Terms = Pick<DecisionDraft, 'start' | 'dosing'>;

interface OtherTermsProps<Draft extends Terms> {
  readonly draft: Draft;
  readonly onChange: (change: (now: Draft) => Draft) => void;
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
  /** What the API said about the last try. */
  readonly problem: Problem | null;
}

/** Another first day or dose than asked; what stays empty is as asked. */
export function OtherTerms<Draft extends Terms>({
  case: shown,
  guideline,
  draft,
  problem,
  onChange,
}: OtherTermsProps<Draft>) {
  const { requestType, requestedStart, facts } = shown.request;
  const doses = dosesIn(guideline);
  const hasFault = ['start', ...doses.map(({ name }) => name)].some(
    (name) => problem && faultAt(problem, `approve.${name}`) !== undefined,
  );
  const faultOf = (name: string) => (problem ? faultAt(problem, `approve.${name}`) : undefined);
  return (
    <Disclosure label={words.title} isHeldOpen={hasFault || hasOtherTerms(draft)}>
      <div className={styles['terms']}>
        <p className={styles['wide']}>{words.hint}</p>
        <DateField
          label={words.start}
          description={`${words.asked({ value: calendarDay(requestedStart) })}${requestType === 'continuation' ? ` ${words.lateRenewal}` : ''}`}
          value={draft.start}
          onChange={(start) => onChange((now) => ({ ...now, start }))}
          error={faultOf('start')}
        />
        {doses.map(({ name, path, label, unit }) => {
          const asked = valueAt(facts, path);
          return (
            <NumberField
              key={name}
              label={label}
              unit={unit ?? undefined}
              description={
                typeof asked === 'number'
                  ? words.asked({ value: unit === null ? String(asked) : `${asked} ${unit}` })
                  : words.notDocumented
              }
              value={draft.dosing[name]}
              onChange={(number) =>
                onChange((now) => ({ ...now, dosing: { ...now.dosing, [name]: number } }))
              }
              error={faultOf(name)}
            />
          );
        })}
      </div>
    </Disclosure>
  );
}
