import { memo, useState } from 'react';
import type { Case } from '../../client';
import { useMay, useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { wallClock } from '../../ui/times';
import { useCaseWork } from '../../work/use-case-work';
import {
  isAskedOf,
  openOpinions,
  takesSecondPerson,
  whoIsAsked,
  type SecondOpinion,
} from './opinions';
import { OpinionDialog, OpinionRequestDialog } from './review-dialogs';
import { text } from './text';
import { personWords } from './words';
import styles from './notices-panel.module.css';

const words = text.review;

interface OpinionsPanelProps {
  readonly case: Case;
  /** Gets the case after this person asked or answered. */
  readonly onWorked: (after: Case) => void;
}

/** What other reviewers were asked about a case, and what they think. */
export const OpinionsPanel = memo(function OpinionsPanel({
  case: shown,
  onWorked,
}: OpinionsPanelProps) {
  const { opinions, closedAt } = shown;
  const { exceptions } = useSession();
  const mayAsk = useMay('decide') && closedAt === null;
  const [dialog, setDialog] = useState<SecondOpinion | 'ask' | null>(null);
  const work = useCaseWork(onWorked);
  if (opinions.length === 0 && !mayAsk) return null;
  return (
    <Panel title={words.title}>
      {opinions.length === 0 ? <p className={styles['none']}>{words.none}</p> : null}
      {opinions.length > 0 ? (
        <ul className={styles['notices']}>
          {opinions.toReversed().map((opinion) => (
            <li key={opinion.id} className={styles['notice']}>
              <OpinionWords
                opinion={opinion}
                onGive={closedAt === null ? () => setDialog(opinion) : null}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {mayAsk ? (
        <p className={styles['action']}>
          <Button size="small" onPress={() => setDialog('ask')}>
            {words.ask}
          </Button>
        </p>
      ) : null}
      {dialog === 'ask' ? (
        <OpinionRequestDialog
          takesMonths={takesSecondPerson(exceptions)}
          onAsk={(body) => work.askForOpinion(shown, body)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog !== null && dialog !== 'ask' ? (
        <OpinionDialog
          question={dialog.question}
          approveMonths={dialog.approveMonths}
          onGive={(body) => work.giveOpinion(shown, dialog.id, body)}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Panel>
  );
});

function OpinionWords({
  opinion,
  onGive,
}: {
  readonly opinion: SecondOpinion;
  readonly onGive: (() => void) | null;
}) {
  const session = useSession();
  const isReviewer = useMay('decide');
  const { question, approveMonths, askedBy, askedAt, answer } = opinion;
  const clock = (instant: string) => wallClock(instant, session.payer.timeZone);
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>{question}</span>
        {answer ? (
          <Badge tone={TONES[answer.opinion]}>{words.opinions[answer.opinion]}</Badge>
        ) : onGive ? (
          <Badge tone="unknown">{words.open}</Badge>
        ) : (
          <Badge>{words.notGiven}</Badge>
        )}
      </p>
      {approveMonths === null ? null : <p>{words.about({ count: approveMonths })}</p>}
      <p className={styles['when']}>
        {words.asked({
          who: whoIsAsked(opinion),
          person: personWords(askedBy),
          clock: clock(askedAt),
        })}
      </p>
      {answer ? (
        <>
          <p>{answer.text}</p>
          <p className={styles['when']}>
            {personWords(answer.by)}, {clock(answer.at)}
          </p>
        </>
      ) : null}
      {onGive && isReviewer && isAskedOf(opinion, session) ? (
        <p>
          <Button size="small" look="primary" onPress={onGive}>
            {words.give}
          </Button>
        </p>
      ) : null}
    </>
  );
}

const TONES = { agree: 'met', disagree: 'not-met', 'more-information': 'unknown' } as const;

/** That opinions are still open; nothing waits for them. Empty if none is. */
export function OpenOpinions({ case: shown }: { readonly case: Case }) {
  const open = openOpinions(shown);
  if (open.length === 0) return null;
  return <p>{words.stillOpen({ who: open.map(whoIsAsked).join(', ') })}</p>;
}
