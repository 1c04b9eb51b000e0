import { useQuery } from '@tanstack/react-query';
import type { Appeal, LetterList } from '../../client';
import { listLettersOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { IconButton } from '../../ui/button';
import { wallClock } from '../../ui/times';
import { LETTER_LANGUAGES } from '../../work/words';
import styles from './appeals-panel.module.css';
import { saveLetter } from './save-pdf';
import { SentLetter } from './sent-letter';
import { text } from './text';

const words = text.appeals;

/** The letters about an appeal, to the provider office and to the member, newest first. */
export function AppealLetters({ appeal }: { readonly appeal: Appeal }) {
  const { id, caseId, number } = appeal;
  const { data } = useQuery(listLettersOptions({ path: { id: caseId } }));
  const letters = data?.items.filter(({ appealId }) => appealId === id).toReversed() ?? [];
  if (letters.length === 0) return null;
  return (
    <div>
      <dt>{words.rows.letters}</dt>
      <dd>
        {letters.map((letter) => (
          <LetterLine key={letter.id} letter={letter} number={number} />
        ))}
      </dd>
    </div>
  );
}

interface LetterLineProps {
  readonly letter: LetterList['items'][number];
  readonly number: string;
}

function LetterLine({ letter, number }: LetterLineProps) {
  const { id, kind, language, recipient, sentAt, state } = letter;
  const { payer } = useSession();
  const known: Readonly<Record<string, string>> = LETTER_LANGUAGES;
  const reader =
    recipient === 'prescriber'
      ? words.letter.toOffice
      : words.letter.toMember({ language: known[language] ?? language });
  const name = words.letter.name({ kind: text.letters.kinds[kind], reader });
  if (state === 'queued' || state === 'failed') return <p>{words.letter.planned({ name })}</p>;
  return (
    <>
      <p className={styles['letter']}>
        {sentAt === null
          ? words.letter.toPrint({ name })
          : words.letter.sent({ name, clock: wallClock(sentAt, payer.timeZone) })}
        <IconButton
          label={words.letter.download({ name, number })}
          icon="download"
          size="small"
          onPress={() => void saveLetter(id)}
        />
      </p>
      <SentLetter id={id} name={words.letter.of({ name, number })} />
    </>
  );
}
