import { useQuery } from '@tanstack/react-query';
import { readLetter } from '../../client';
import { Disclosure } from '../../ui/disclosure';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { Letter } from './letter';
import { text } from './text';

const words = text.letters;

interface SentLetterProps {
  readonly id: string;
  /** What tells it from others, as in "Denial letter". */
  readonly name: string;
}

/** A letter as it was sent, read once a person wants to see it. */
export function SentLetter({ id, name }: SentLetterProps) {
  return (
    <Disclosure
      isLazy
      label={
        <>
          {words.view} <span className="visually-hidden">({name})</span>
        </>
      }
    >
      <LetterText id={id} />
    </Disclosure>
  );
}

function LetterText({ id }: Pick<SentLetterProps, 'id'>) {
  const letter = useQuery({
    queryKey: ['letter-text', id],
    queryFn: async () => {
      const headers = { accept: 'text/plain' };
      const { data } = await readLetter({
        path: { letterId: id },
        headers,
        parseAs: 'text',
        throwOnError: true,
      });
      return data;
    },
    // It stays as it was sent.
    staleTime: Infinity,
  });
  const failure = useFailure(letter);
  if (failure) return <Failure isInline what={words.textFailed} {...failure} />;
  return letter.data === undefined ? (
    <Skeleton label={words.textLoading} />
  ) : (
    <Letter text={letter.data} />
  );
}
