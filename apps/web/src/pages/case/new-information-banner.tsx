import { valueAt } from '@assent/vocabulary';
import type { Case, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { useSession } from '../../session/session';
import { wallClock } from '../../ui/times';
import { toldSince, type ToldSince } from './new-information';
import { Banner } from './section-banner';
import { text } from './text';
import { personWords } from './words';

const words = text.newInformation;

interface NewInformationProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

/** What came in since the case was assigned, and what its reviewer can do if the criteria are met now. */
export function NewInformation({ case: shown, guideline }: NewInformationProps) {
  const { subject, payer } = useSession();
  const { assignee, handedUp, review, status } = shown;
  const told = toldSince(shown);
  const isMet = status === 'in-review' && review?.reason === 'criteria-met';
  if (told.length === 0 && !isMet) return null;
  const inWords = ({ path, source }: ToldSince) => {
    const fact = guideline?.facts.find((each) => each.path === path);
    return words.item({
      what: fact?.label ?? path,
      value: fact ? factWords(fact, valueAt(shown.request.facts, path)) : '',
      person: personWords(source.by),
      clock: wallClock(source.at, payer.timeZone),
    });
  };
  return (
    <Banner tone={isMet ? 'warning' : 'calm'} title={isMet ? words.titleMet : words.title}>
      {told.length === 0 ? null : (
        <ul>
          {told.map((each) => (
            <li key={each.path}>{inWords(each)}</li>
          ))}
        </ul>
      )}
      {isMet ? <p>{whatNext(assignee, assignee === subject, handedUp !== null)}</p> : null}
    </Banner>
  );
}

function whatNext(assignee: string | null, isMine: boolean, isHandedUp: boolean): string {
  if (isHandedUp) return words.director;
  if (assignee === null) return words.soon;
  return isMine ? words.mine : words.others({ person: assignee });
}
