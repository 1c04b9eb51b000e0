import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeLetterTemplates,
  type LetterTemplates,
  type LetterTemplatesCommand,
} from '../../client';
import { listLetterTemplatesQueryKey } from '../../client/@tanstack/react-query.gen';
import { Problem } from '../../shared/problem';
import { useCommandKey } from '../../session/use-command-key';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Failure } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import styles from './letter-templates.module.css';
import { isSameLetter, readerOf, type Template } from './template';
import { text } from './text';

const words = text.edit;

type Draft = Omit<LetterTemplatesCommand, 'reason'>;

interface LetterFormProps {
  readonly letters: LetterTemplates;
  readonly template: Template;
}

/** What an administrator changes in the letters; saving makes a version. */
export function LetterForm({ letters, template }: LetterFormProps) {
  const [typed, setTyped] = useState<Draft | null>(null);
  const [seen, setSeen] = useState(letters.version);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  const draft = typed ?? draftOf(letters);
  const save = useMutation({
    mutationFn: async (body: LetterTemplatesCommand) => {
      const headers = { ...keyOf(body), 'If-Match': `"${seen}"` };
      return (await changeLetterTemplates({ headers, body })).data;
    },
    onSuccess: (after) => {
      queries.setQueryData(listLetterTemplatesQueryKey(), after);
      showToast({ title: words.saved(after), detail: words.keep });
      discard(after.version);
    },
  });
  const discard = (version = letters.version) => {
    setTyped(null);
    setReason('');
    setSeen(version);
    save.reset();
  };
  const change = (altered: Partial<Draft>) => {
    if (typed === null) setSeen(letters.version);
    setTyped({ ...draft, ...altered });
  };
  const faultAt = (path: string): string | undefined => {
    const faults = save.error instanceof Problem ? save.error.faults : [];
    const said = faults.filter((each) => each.path === path).map(({ message }) => message);
    return said.length === 0 ? undefined : said.join('. ');
  };
  const guard = useLeaveGuard({
    isAnythingLost: () => typed !== null || reason.trim() !== '',
    words: words.lost,
    leave: words.leave,
  });
  const isOutdated = typed !== null && seen !== letters.version;
  const lacks = typed === null ? words.unchanged : reason.trim() === '' ? words.noReason : null;
  const { closing, hours, letterhead, paragraphs } = draft;
  const position = paragraphs.findIndex((each) => isSameLetter(each, template));
  const setParagraph = (value: string) => {
    const { kind, language, recipient } = template;
    const others = paragraphs.filter((each) => !isSameLetter(each, template));
    const own = { kind, recipient, language, text: value };
    change({ paragraphs: value === '' ? others : [...others, own] });
  };
  return (
    <Panel title={words.title}>
      {guard}
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks === null && !save.isPending) save.mutate({ ...trimmed(draft), reason });
        }}
      >
        <TextField
          label={words.paragraph({
            letter: text.kinds[template.kind],
            reader: text.recipients[readerOf(template)],
          })}
          description={words.paragraphHint}
          isLong
          maxLength={1_000}
          value={paragraphs[position]?.text ?? ''}
          onChange={setParagraph}
          error={faultAt(`paragraphs.${position}.text`)}
        />
        <fieldset className={styles['fields']}>
          <legend>{words.everyLetter}</legend>
          {LETTERHEAD.map((field) => (
            <TextField
              key={field}
              label={words[field]}
              isRequired={field === 'address' || field === 'phone'}
              maxLength={200}
              value={letterhead[field] ?? ''}
              onChange={(value) => change({ letterhead: { ...letterhead, [field]: value } })}
              error={faultAt(`letterhead.${field}`)}
            />
          ))}
          {LANGUAGES.map((language) => (
            <TextField
              key={`hours-${language}`}
              label={language === 'en' ? words.hoursEn : words.hoursEs}
              value={hours[language] ?? ''}
              onChange={(value) => change({ hours: { ...hours, [language]: value } })}
              error={faultAt(`hours.${language}`)}
            />
          ))}
          {LANGUAGES.map((language) => (
            <TextField
              key={`closing-${language}`}
              label={language === 'en' ? words.closingEn : words.closingEs}
              value={closing[language] ?? ''}
              onChange={(value) => change({ closing: { ...closing, [language]: value } })}
              error={faultAt(`closing.${language}`)}
            />
          ))}
        </fieldset>
        <TextField
          label={words.reason}
          isRequired
          maxLength={500}
          value={reason}
          onChange={setReason}
          error={faultAt('reason')}
        />
        {save.error ? <Failure isInline what={words.refused} error={save.error} /> : null}
        {isOutdated ? <p role="alert">{words.changedMeanwhile}</p> : null}
        <div className={styles['actions']}>
          <Button type="submit" look="primary" isBusy={save.isPending} isDisabled={lacks !== null}>
            {words.submit}
          </Button>
          {typed === null ? null : <Button onPress={() => discard()}>{words.discard}</Button>}
          <p className={styles['quiet']}>{lacks ?? words.keep}</p>
        </div>
      </form>
    </Panel>
  );
}

const LETTERHEAD = ['address', 'phone', 'fax', 'portal'] as const;
const LANGUAGES = ['en', 'es'] as const;

function draftOf({ closing, hours, letterhead, paragraphs }: LetterTemplates): Draft {
  return { closing, hours, letterhead, paragraphs };
}

/** A blank field is none. */
function trimmed({ closing, hours, letterhead, paragraphs }: Draft): Draft {
  const given = (value: string | null) => (value?.trim() ? value : null);
  return {
    letterhead: { ...letterhead, fax: given(letterhead.fax), portal: given(letterhead.portal) },
    hours: { en: given(hours.en), es: given(hours.es) },
    closing: { en: given(closing.en), es: given(closing.es) },
    paragraphs,
  };
}
