import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LetterTemplates } from '../../client';
import { listLetterTemplatesOptions } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { buttonLook } from '../../ui/button';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { LetterForm } from './letter-form';
import { LetterPreview } from './letter-preview';
import styles from './letter-templates.module.css';
import { text } from './text';
import type { Template } from './template';

/** The letters of the plan: how each looks, and what an administrator changes in them. */
export function LettersPage() {
  const letters = useQuery(listLetterTemplatesOptions());
  const failure = useFailure(letters);
  const mayChange = useMay('configure');
  const [chosen, setChosen] = useState('denial prescriber en');
  const { data } = letters;
  const template = data?.templates.find((each) => nameOf(each) === chosen) ?? data?.templates[0];
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <Link to="/letters/to-print" className={buttonLook('secondary')}>
          {text.toPrint}
        </Link>
      }
    >
      {failure && !data ? <Failure what={text.failed} {...failure} /> : null}
      {!data && !failure ? <Skeleton label={text.loading} lines={8} height="2.75rem" /> : null}
      {data && template ? (
        <>
          <LetterPreview
            letters={data}
            template={template}
            onChoose={(next) => setChosen(nameOf(next))}
          />
          {mayChange ? (
            <LetterForm letters={data} template={template} />
          ) : (
            <p className={styles['quiet']}>{text.edit.readOnly}</p>
          )}
          <Versions letters={data} />
        </>
      ) : null}
    </Page>
  );
}

function nameOf({ kind, language, recipient }: Template): string {
  return `${kind} ${recipient} ${language}`;
}

function Versions({ letters: { versions } }: { readonly letters: LetterTemplates }) {
  const { timeZone } = useSession().payer;
  const { at, by, caption, configured, reason, title, version } = text.versions;
  return (
    <Panel title={title} isFlush>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={caption}>
        <Table
          caption={caption}
          columns={[{ name: version }, { name: at }, { name: by }, { name: reason }]}
          rows={[
            ...versions.map((each) => ({
              id: String(each.version),
              cells: [each.version, wallClock(each.at, timeZone), each.by.subject, each.reason],
            })),
            { id: '1', cells: [1, '', '', configured] },
          ]}
        />
      </div>
    </Panel>
  );
}
