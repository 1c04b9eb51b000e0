import { useState } from 'react';
import type { Case } from '../../client';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { wallClock } from '../../ui/times';
import { useCaseWork } from '../../work/use-case-work';
import { ReasonDialog } from './review-dialogs';
import { Banner } from './section-banner';
import { text } from './text';
import { personWords } from './words';

const words = text.review;

interface HandedUpProps {
  readonly case: Case;
  /** Gets the case after this person handed it back. */
  readonly onWorked: (after: Case) => void;
}

/** That a case is left to the medical directors, who can hand it back. */
export function HandedUp({ case: shown, onWorked }: HandedUpProps) {
  const { mayDeny, payer } = useSession();
  const [isAsking, setAsking] = useState(false);
  const work = useCaseWork(onWorked);
  const { handedUp, closedAt } = shown;
  if (!handedUp) return null;
  const isOpen = closedAt === null;
  return (
    <Banner
      tone="calm"
      icon="person"
      title={words.handedUp({ person: personWords(handedUp.by) })}
      action={
        isOpen && mayDeny ? (
          <Button onPress={() => setAsking(true)}>{words.handBack}</Button>
        ) : undefined
      }
    >
      <p>{handedUp.reason}</p>
      <p>
        {wallClock(handedUp.at, payer.timeZone)}
        {isOpen && !mayDeny ? ` · ${words.forDirectors}` : ''}
      </p>
      {isAsking ? (
        <ReasonDialog
          title={words.handBack}
          submit={words.handBack}
          hint={words.handBackHint({ person: handedUp.by.subject })}
          onSend={(reason) => work.handBack(shown, reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Banner>
  );
}
