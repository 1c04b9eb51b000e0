import { valueAt } from '@assent/vocabulary';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { recordFindings, type Case, type Findings, type GuidelineDescription } from '../../client';
import {
  showChangesNeededQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { answered } from '../../session/answered';
import { ifMatch } from '../../session/api';
import { useMay, useSession } from '../../session/session';
import { useCommandKey } from '../../session/use-command-key';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { RadioRow } from '../../ui/radio-group';
import { commandFailed, Failure } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { wallClock } from '../../ui/times';
import { showToast } from '../../ui/toast';
import { clausesUnder } from '../../verdict/criteria';
import { Evidence } from './evidence';
import styles from './findings-panel.module.css';
import { text } from './text';
import { personWords } from './words';

const words = text.findings;

type ShownFindings = NonNullable<Case['findings']>;
type Criterion = ShownFindings['criteria'][number];
type Finding = Findings['findings'][number]['finding'];

/** A finding being made; the note is what was typed. */
interface Draft {
  readonly finding: Finding | null;
  readonly note: string;
}

interface FindingsPanelProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

/** What reviewers find by themselves, where that comes before the results of the criteria check. */
export function FindingsPanel({ case: shown, guideline }: FindingsPanelProps) {
  const { findings, status } = shown;
  const mayDecide = useMay('decide');
  const [isChanging, setChanging] = useState(false);
  if (findings === null || findings.criteria.length === 0) return null;
  const mayFind = mayDecide && status === 'in-review';
  if (mayFind && (findings.withheld || isChanging)) {
    return (
      <Panel title={words.title}>
        <FindingsOfCase
          case={shown}
          findings={findings}
          guideline={guideline}
          onClose={findings.withheld ? null : () => setChanging(false)}
          onDone={() => setChanging(false)}
        />
      </Panel>
    );
  }
  if (!findings.withheld && !isAnyRecorded(findings)) return null;
  return (
    <Panel title={words.titleOfAll}>
      <div className={styles['findings']}>
        {findings.withheld ? <p>{withheldWords(status, mayDecide)}</p> : null}
        {findings.withheld ? null : <Compared findings={findings} />}
        {mayFind ? (
          <div>
            <Button size="small" onPress={() => setChanging(true)}>
              {words.change}
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

/** Whether anyone has recorded findings, as far as the person may see them. */
export function isAnyRecorded({ criteria, others }: ShownFindings): boolean {
  return others.length > 0 || criteria.some(({ own }) => own);
}

/** Why results are withheld from a person who can't find on the case now. */
function withheldWords(status: Case['status'], mayDecide: boolean): string {
  if (status !== 'in-review' && status !== 'pending-information') return words.forAppeal;
  return mayDecide ? words.notInReview : words.notYours;
}

interface FindingsOfCaseProps extends FindingsPanelProps {
  readonly findings: ShownFindings;
  /** Closes it without saving; null if there is nothing else to show. */
  readonly onClose: (() => void) | null;
  readonly onDone: () => void;
}

function FindingsOfCase({ onDone, ...props }: FindingsOfCaseProps) {
  const { case: shown } = props;
  const sending = useFindings(shown, onDone);
  const introduction = words.first({ state: shown.jurisdiction?.state ?? '' });
  return <FindingsForm {...props} introduction={introduction} sending={sending} />;
}

interface FindingsFormProps extends Omit<FindingsOfCaseProps, 'onDone'> {
  readonly introduction: string;
  readonly sending: {
    readonly send: (body: Findings) => void;
    readonly error: unknown;
    readonly isBusy: boolean;
  };
}

/** The findings of the person on every criterion, of a case or of an appeal of it. */
export function FindingsForm(props: FindingsFormProps) {
  const { case: shown, findings, guideline, introduction, sending, onClose } = props;
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const draftOf = (each: Criterion) => drafts.get(each.criterion) ?? recorded(each);
  const guard = useLeaveGuard({
    isAnythingLost: () => drafts.size > 0,
    words: words.leave,
    leave: text.leave.leave,
  });
  const left = findings.criteria.filter((each) => draftOf(each).finding === null).length;
  const save = () => {
    const found = findings.criteria.flatMap((each) => {
      const { finding, note } = draftOf(each);
      const written = note.trim();
      if (finding === null) return [];
      return [{ criterion: each.criterion, finding, ...(written && { note: written }) }];
    });
    if (left === 0) sending.send({ findings: found });
  };
  return (
    <form
      className={styles['findings']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {guard}
      <p>{introduction}</p>
      {findings.criteria.map((each) => (
        <Judged
          key={each.criterion}
          case={shown}
          criterion={each}
          guideline={guideline}
          draft={draftOf(each)}
          onChange={(draft) => setDrafts((all) => new Map(all).set(each.criterion, draft))}
        />
      ))}
      {sending.error === null ? null : (
        <Failure isInline error={sending.error} what={commandFailed(sending.error, words.failed)} />
      )}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" isBusy={sending.isBusy} isTooSoon={left > 0}>
          {words.save}
        </Button>
        {onClose ? <Button onPress={onClose}>{words.cancel}</Button> : null}
        <p role="status" className={styles['small']}>
          {left > 0 ? words.left({ count: left }) : ''}
        </p>
      </div>
    </form>
  );
}

/** What the person recorded last, as a draft. */
function recorded({ own, changedTo }: Criterion): Draft {
  const latest = changedTo ?? own;
  return { finding: latest?.finding ?? null, note: latest?.note ?? '' };
}

const OPTIONS = (['met', 'not-met', 'cannot-tell'] as const).map((value) => ({
  value,
  label: words.options[value],
}));

interface JudgedProps extends FindingsPanelProps {
  readonly criterion: Criterion;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** One criterion with what it reads, to be found on. */
function Judged({ case: shown, criterion, guideline, draft, onChange }: JudgedProps) {
  const { criterion: id, title, stale } = criterion;
  const root = shown.determination.clauses;
  const clause = root ? clausesUnder(root).find((each) => each.id === id) : undefined;
  const facts = clause
    ? [...new Set(clausesUnder(clause).flatMap((each) => each.facts ?? []))]
    : [];
  const isKnown = (path: string) => (valueAt(shown.request.facts, path) ?? null) !== null;
  const absent = guideline ? facts.filter((path) => !isKnown(path)) : [];
  const labelOf = (path: string) =>
    guideline?.facts.find((each) => each.path === path)?.label ?? path;
  return (
    <section className={styles['criterion']} aria-label={title}>
      <RadioRow
        label={title}
        description={
          <>
            <code>{id}</code>
            {stale ? <strong className={styles['stale']}> {words.stale}</strong> : null}
          </>
        }
        value={draft.finding}
        options={OPTIONS}
        onChange={(finding) => onChange({ ...draft, finding })}
      />
      {clause ? (
        <Evidence
          case={shown}
          clause={{ ...clause, verdict: 'withheld', facts: facts.filter(isKnown), children: [] }}
          guideline={guideline}
        />
      ) : null}
      {absent.length > 0 ? (
        <p className={styles['small']}>
          {words.notDocumented({ facts: absent.map(labelOf).join(', ') })}
        </p>
      ) : null}
      <div className={styles['more']}>
        {clause && clause.children.length > 0 ? (
          <a href={`#clause-${id}`}>{words.wholeCriterion}</a>
        ) : null}
        <Disclosure label={words.addNote} isInitiallyOpen={draft.note !== ''}>
          <TextField
            label={words.note}
            isLong
            value={draft.note}
            maxLength={4_000}
            onChange={(note) => onChange({ ...draft, note })}
          />
        </Disclosure>
      </div>
    </section>
  );
}

/** Findings beside the results, with what differs. */
export function Compared({ findings }: { readonly findings: ShownFindings }) {
  const { payer } = useSession();
  const { criteria, others } = findings;
  const hasOwn = criteria.some(({ own }) => own !== null);
  return (
    <>
      {hasOwn ? (
        <>
          <p>{words.recorded}</p>
          <Rows
            isOwn
            criteria={criteria}
            foundOf={({ own, changedTo }) =>
              own && { ...own, changedTo: changedTo?.finding ?? null }
            }
          />
        </>
      ) : null}
      {others.map(({ by, at, items }) => (
        <div key={by.subject} className={styles['findings']}>
          <h3>{words.by({ person: personWords(by), clock: wallClock(at, payer.timeZone) })}</h3>
          <Rows
            criteria={criteria}
            foundOf={({ criterion }) => {
              const found = items.find((each) => each.criterion === criterion);
              return found ? { ...found, changedTo: null } : null;
            }}
          />
        </div>
      ))}
    </>
  );
}

interface Found {
  readonly finding: Finding;
  readonly note: string | null;
  readonly changedTo: Finding | null;
}

interface RowsProps {
  readonly criteria: readonly Criterion[];
  readonly isOwn?: boolean;
  readonly foundOf: (criterion: Criterion) => Found | null;
}

function Rows({ criteria, isOwn = false, foundOf }: RowsProps) {
  return (
    <ul className={styles['rows']}>
      {criteria.map((each) => {
        const found = foundOf(each);
        return (
          <li key={each.criterion} className={styles['row']}>
            <p className={styles['what']}>
              <a href={`#clause-${each.criterion}`}>
                <code>{each.criterion}</code>
              </a>{' '}
              {each.title}
            </p>
            <p className={styles['sides']}>
              <span>
                {isOwn ? words.yours : words.theirs}:{' '}
                {found ? words.options[found.finding] : words.noFinding}
                {found?.changedTo
                  ? `, ${words.changedTo({ finding: words.options[found.changedTo] })}`
                  : null}
              </span>
              <span>
                {words.result}: {each.engine === 'withheld' ? '' : words.engine[each.engine]}
              </span>
              {found && differs(found.finding, each.engine) ? (
                <Badge tone="unknown">{words.differs}</Badge>
              ) : null}
            </p>
            {found?.note ? <p className={styles['note']}>{found.note}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** A person who can't tell agrees with a check that lacks information. */
function differs(finding: Finding, engine: Criterion['engine']): boolean {
  return finding === 'cannot-tell' ? engine !== 'unknown' : finding !== engine;
}

/** Records findings from the version that the person sees, once however often they are sent. */
function useFindings({ id, version }: Case, onDone: () => void) {
  const queries = useQueryClient();
  const { keyOf, forget } = useCommandKey();
  const path = { id };
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (body: Findings) => {
      const call = (key: ReturnType<typeof keyOf>) =>
        recordFindings({ path, headers: { ...key, ...ifMatch(version) }, body });
      return (await answered(call, keyOf(body))).data;
    },
    onSuccess: (changed) => {
      forget();
      queries.setQueryData(viewCaseQueryKey({ path }), changed);
      showToast({ title: words.done });
      onDone();
    },
    onSettled: () => {
      for (const queryKey of [
        viewCaseQueryKey({ path }),
        showTimelineQueryKey({ path }),
        showChangesNeededQueryKey({ path }),
      ]) {
        void queries.invalidateQueries({ queryKey });
      }
    },
  });
  return { send: mutate, error, isBusy: isPending };
}
