import { valueAt } from '@assent/vocabulary';
import type { Case, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { useSession } from '../../session/session';
import { wallClock } from '../../ui/times';
import { DocumentLink } from './document-link';
import type { CameIn } from './new-information';
import { Banner } from './section-banner';
import { text } from './text';
import { useCameIn } from './use-came-in';
import { personWords } from './words';

const words = text.newInformation;

interface NewInformationProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

/** What came in since the case was assigned or its page opened, and what its reviewer can do if the criteria are met now. */
export function NewInformation({ case: shown, guideline }: NewInformationProps) {
  const { subject, payer } = useSession();
  const { assignee, handedUp, review, status } = shown;
  const came = useCameIn(shown);
  const isMet = status === 'in-review' && review?.reason === 'criteria-met';
  if (came.length === 0 && !isMet) return null;
  const item = (one: CameIn) => {
    const sent = { person: personWords(one.by), clock: wallClock(one.at, payer.timeZone) };
    if ('document' in one) {
      const { id, name } = one.document;
      return (
        <li key={id}>
          {words.document} <DocumentLink document={{ id, name, page: null }}>{name}</DocumentLink>{' '}
          {words.sent(sent)}
        </li>
      );
    }
    const { path } = one;
    const fact = guideline?.facts.find((each) => each.path === path);
    const value = fact ? factWords(fact, valueAt(shown.request.facts, path)) : '';
    return <li key={path}>{words.item({ what: fact?.label ?? path, value, ...sent })}</li>;
  };
  return (
    <Banner tone={isMet ? 'warning' : 'calm'} title={isMet ? words.titleMet : words.title}>
      {came.length === 0 ? null : <ul>{came.map(item)}</ul>}
      {isMet ? <p>{whatNext(assignee, assignee === subject, handedUp !== null)}</p> : null}
    </Banner>
  );
}

function whatNext(assignee: string | null, isMine: boolean, isHandedUp: boolean): string {
  if (isHandedUp) return words.director;
  if (assignee === null) return words.soon;
  return isMine ? words.mine : words.others({ person: assignee });
}
