import { type Members, valueAt } from '@assent/vocabulary';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { Determination } from '../../client';
import type { GuidelineDescription } from '../../facts/guideline';
import { useCommands } from '../../keyboard/commands';
import { announce } from '../../shared/announcements';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { KeyHint } from '../../ui/key-hint';
import { Panel } from '../../ui/panel';
import { isUnread } from '../../ui/reading';
import { useLookedAt } from '../../ui/use-looked-at';
import { verdictSentence } from '../../verdict/sentence';
import { LETTER_LANGUAGES } from '../../work/words';
import styles from './check-answers.module.css';
import { coverageTypesOf, evidenceFor } from './dependent-choices';
import type { Names } from './names';
import type { OnFile } from './on-file';
import { text } from './text';
import { consequence, Notes, OutcomeShape } from './verdict-panel';

interface CheckAnswersProps {
  readonly request: Members;
  readonly determination: Determination;
  readonly known: OnFile;
  readonly guideline: GuidelineDescription | undefined;
  readonly answered: ReadonlySet<string>;
  readonly names: Names;
  readonly submit: string;
  readonly isBusy: boolean;
  /** It is sent, or may have been: it can't be changed. */
  readonly isFixed: boolean;
  /** Why it cannot be sent, or was not. */
  readonly children: ReactNode;
  readonly isBlocked: boolean;
  /** Goes back to the field of a path. */
  readonly onChange: (path: string) => void;
  readonly onBack: () => void;
  readonly onSubmit: () => void;
}

const PARTS: readonly (readonly [string, readonly string[]])[] = [
  [
    text.request.title,
    [
      'requestType',
      'drug',
      'lineOfBusiness',
      'coverageType',
      'urgency',
      'channel',
      'receivedAt',
      'receipt.evidence',
      'receipt.reference',
      'requestedStart',
    ],
  ],
  [
    text.member.title,
    [
      'member.memberId',
      'member.birthDate',
      'member.givenName',
      'member.familyName',
      'member.language',
      'member.email',
      'member.state',
      'member.address.line1',
      'member.address.line2',
      'member.address.city',
      'member.address.state',
      'member.address.postalCode',
    ],
  ],
  [
    text.prescriber.title,
    ['prescriber.name', 'prescriber.npi', 'prescriber.phone', 'prescriber.email'],
  ],
];

/** Whether the form asks for a member that depends on another. */
function isAsked(path: string, request: Members): boolean {
  switch (path) {
    case 'coverageType':
      return false;
    case 'receipt.evidence':
      return evidenceFor(request).length > 0;
    case 'receipt.reference':
      return valueAt(request, 'receipt.evidence') !== undefined;
    default:
      return true;
  }
}

/** What to show for an absent optional member. */
const IF_ABSENT: ReadonlyMap<string, string> = new Map([
  ['receivedAt', text.checkAnswers.receivedAtBlank],
  ['receipt.evidence', text.checkAnswers.evidenceBlank],
  ['requestedStart', text.checkAnswers.requestedStartBlank],
  ['member.language', LETTER_LANGUAGES.en],
  ['member.email', text.checkAnswers.memberEmailBlank],
  ['member.state', text.checkAnswers.memberStateBlank],
]);

function ifAbsent(path: string, request: Members): string {
  if (path === 'member.state' && valueAt(request, 'member.address.state') !== undefined) {
    return text.checkAnswers.memberStateOfAddress;
  }
  return IF_ABSENT.get(path) ?? text.checkAnswers.notEntered;
}

/** A last look at everything that will be sent; each line links back to its field. */
export function CheckAnswers(props: CheckAnswersProps) {
  const { request, determination, guideline, answered, names, submit, isBusy, isFixed } = props;
  const { isBlocked, known, children, onChange, onBack, onSubmit } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const sentence = verdictSentence(determination, names.labelOfFact);
  useEffect(() => {
    scrollTo({ top: 0 });
    // Not on the button, so that keys typed ahead do not press it.
    heading.current?.focus({ preventScroll: true });
    announce(text.checkAnswers.announced);
  }, []);
  const isLookedAt = useLookedAt(true);
  useCommands([
    {
      label: text.checkAnswers.submit,
      group: text.commands,
      keys: 'mod+enter',
      run: () => {
        if (isLookedAt) onSubmit();
      },
    },
  ]);
  const missing = new Map(determination.missing.map(({ fact, need }) => [fact, need]));
  const facts = (guideline?.facts ?? []).filter(
    ({ path }) => answered.has(path) || missing.get(path) === 'required',
  );
  return (
    <div className={styles['check']}>
      <h2 ref={heading} tabIndex={-1}>
        {text.checkAnswers.title}
      </h2>
      {PARTS.map(([title, paths]) => (
        <Panel key={title} title={title}>
          <dl className={styles['rows']}>
            {paths.map((path) => {
              const [usual] = path === 'coverageType' ? coverageTypesOf(request) : [];
              const value = valueAt(request, path) ?? usual;
              if (value === undefined && !isAsked(path, request)) return null;
              if (value === undefined && path.startsWith('member.address.')) return null;
              return (
                <Row
                  key={path}
                  label={names.labelOf(path)}
                  isFixed={isFixed}
                  onChange={() => onChange(path)}
                  isLacking={false}
                >
                  {value === undefined ? ifAbsent(path, request) : names.wordsOf(path, value)}
                </Row>
              );
            })}
          </dl>
        </Panel>
      ))}
      {facts.length === 0 ? null : (
        <Panel title={text.checkAnswers.clinical}>
          <dl className={styles['rows']}>
            {facts.map(({ path, label }) => {
              const value = valueAt(request, `facts.${path}`);
              const isLacking = missing.get(path) === 'required';
              return (
                <Row
                  key={path}
                  label={label}
                  isFixed={isFixed}
                  onChange={() => onChange(`facts.${path}`)}
                  isLacking={isLacking}
                >
                  {value === undefined || isUnread(value)
                    ? text.checkAnswers.missing
                    : names.wordsOf(`facts.${path}`, value)}
                </Row>
              );
            })}
          </dl>
        </Panel>
      )}
      <Notes determination={determination} />
      {children}
      <div className={styles['foot']}>
        <p id={id} className={styles['sentence']}>
          <OutcomeShape outcome={determination.outcome} />
          <span>
            {sentence} {consequence(determination, known)}
          </span>
        </p>
        <div className={styles['buttons']}>
          <Button
            look="primary"
            aria-describedby={id}
            isBusy={isBusy}
            isTooSoon={!isLookedAt}
            isDisabled={isBlocked}
            onPress={onSubmit}
          >
            {submit}
          </Button>
          <Button isDisabled={isFixed} onPress={onBack}>
            {text.checkAnswers.back}
          </Button>
          <KeyHint keys="mod+enter" />
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly label: string;
  /** The case would wait for it. */
  readonly isLacking: boolean;
  readonly isFixed: boolean;
  readonly onChange: () => void;
  readonly children: string;
}

function Row({ label, isLacking, isFixed, onChange, children }: RowProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={cx(isLacking && styles['lacking'])}>{children}</dd>
      <dd>
        <Button size="small" look="quiet" isDisabled={isFixed} onPress={onChange}>
          {text.checkAnswers.change} <span className="visually-hidden">{label}</span>
        </Button>
      </dd>
    </div>
  );
}
