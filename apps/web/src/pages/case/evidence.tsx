import { valueAt } from '@assent/vocabulary';
import { Link } from '@tanstack/react-router';
import type { Case, Clause, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { wallClock } from '../../ui/times';
import { DocumentLink } from './document-link';
import { text } from './text';
import { channelWords, personWords } from './words';
import styles from './evidence.module.css';

type Source = NonNullable<Case['factSources']>[string];

interface EvidenceProps {
  readonly case: Case;
  readonly clause: Clause;
  /** Names the facts; they stay hidden until it is loaded. */
  readonly guideline: GuidelineDescription | undefined;
  /** Asks the office; absent if this person may not, or nothing more is asked. */
  readonly onAsk?: ((question: string) => void) | undefined;
  /** Enters the fact; absent if this person may not. */
  readonly onTell?: ((path: string) => void) | undefined;
}

/** The facts that a condition reads: their values and sources, and the open questions. */
export function Evidence({ case: shown, clause, guideline, onAsk, onTell }: EvidenceProps) {
  const paths = clause.facts ?? [];
  if (paths.length === 0 || guideline === undefined) return null;
  return (
    <dl className={styles['facts']}>
      {paths.map((path) => {
        const fact = guideline.facts.find((each) => each.path === path);
        const value = valueAt(shown.request.facts, path) ?? null;
        const label = fact?.label ?? path;
        return (
          <div key={path} className={styles['fact']}>
            <dt>{label}</dt>
            <dd>
              {value === null ? (
                <Unknown
                  label={label}
                  question={clause.verdict === 'unknown' ? (fact?.question ?? null) : null}
                  isAsked={shown.missing.some(({ fact: asked }) => asked === path)}
                  onAsk={onAsk}
                  onTell={onTell && (() => onTell(path))}
                />
              ) : (
                <>
                  <span className={styles['value']}>
                    {fact ? factWords(fact, value) : text.evidence.known}
                    {fact?.type === 'code' ? (
                      <CodeTitle code={value} guideline={guideline} />
                    ) : null}
                  </span>
                  <SourceLine source={shown.factSources?.[path]} />
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface UnknownProps {
  readonly label: string;
  /** Null if the answer cannot change this criterion. */
  readonly question: string | null;
  /** Whether the outcome needs it. */
  readonly isAsked: boolean;
  readonly onAsk: ((question: string) => void) | undefined;
  readonly onTell: (() => void) | undefined;
}

function Unknown({ label, question, isAsked, onAsk, onTell }: UnknownProps) {
  return (
    <div className={styles['unknown']}>
      <p>
        <span className={styles['value']}>
          {isAsked ? text.evidence.missing : text.evidence.notDocumented}
          {question === null ? '.' : ':'}
        </span>
        {question === null ? null : <> {question}</>}
      </p>
      {question !== null && (onAsk || onTell) ? (
        <div className={styles['ways']}>
          {onAsk ? (
            <Button size="small" onPress={() => onAsk(question)}>
              {text.evidence.ask}{' '}
              <span className="visually-hidden">{text.evidence.about({ label })}</span>
            </Button>
          ) : null}
          {onTell ? (
            <Button size="small" look="quiet" onPress={onTell}>
              {text.evidence.add}{' '}
              <span className="visually-hidden">{text.evidence.about({ label })}</span>
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

interface CodeTitleProps {
  readonly code: unknown;
  readonly guideline: GuidelineDescription | undefined;
}

function CodeTitle({ code, guideline }: CodeTitleProps) {
  const known = guideline?.codes.find((each) => each.code === code);
  return known ? <> {known.title}</> : null;
}

/** Who gave a fact, when and how; opens its document. */
function SourceLine({ source }: { readonly source: Source | undefined }) {
  const { payer } = useSession();
  if (!source) return null;
  const { by, at, channel, carriedFrom, document } = source;
  return (
    <span className={styles['source']}>
      {carriedFrom === null ? null : (
        <>
          {text.evidence.carriedFrom}
          <Link to="/cases/$caseId" params={{ caseId: carriedFrom }}>
            {text.evidence.earlierCase}
          </Link>
          {' · '}
        </>
      )}
      {personWords(by)}
      {channel === null ? null : ` ${channelWords(channel)}`}
      {` · ${wallClock(at, payer.timeZone)}`}
      {document === null ? null : (
        <>
          {' · '}
          <DocumentLink document={document}>
            <Icon name="document" size="small" />
            {document.name}
            {document.page === null ? null : text.documents.page({ page: document.page })}
          </DocumentLink>
        </>
      )}
    </span>
  );
}
