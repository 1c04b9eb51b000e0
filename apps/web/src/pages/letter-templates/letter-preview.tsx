import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewLetterTemplate, type LetterTemplates } from '../../client';
import { failureWords } from '../../shared/problem';
import { saveFile } from '../../shared/save-file';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Failure, Skeleton } from '../../ui/states';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import styles from './letter-templates.module.css';
import { readerOf, type Template } from './template';
import { text } from './text';

const words = text.which;

interface LetterPreviewProps {
  readonly letters: LetterTemplates;
  readonly template: Template;
  readonly onChoose: (template: Template) => void;
}

/** A letter about an invented case, with the result of its checks. */
export function LetterPreview({ letters, template, onChoose }: LetterPreviewProps) {
  const { templates, version: current, versions } = letters;
  const { faults, kind, language, paragraph, recipient } = template;
  const [asked, setAsked] = useState<number | null>(null);
  const version = asked ?? current;
  const [isModified, setModified] = useState(false);
  const sample = kind === 'approval' && isModified ? 'modified' : 'usual';
  const query = { recipient, language, version, sample } as const;
  const preview = useQuery({
    queryKey: ['letter-preview', kind, query],
    queryFn: async ({ signal }) => {
      const headers = { accept: 'text/plain' };
      const answer = { path: { kind }, query, headers, parseAs: 'text', signal } as const;
      return (await previewLetterTemplate(answer)).data;
    },
  });
  const failure = useFailure(preview);
  const kinds = [...new Set(templates.map((each) => each.kind))];
  const readers = templates.filter((each) => each.kind === kind);
  return (
    <Panel
      title={words.title}
      actions={
        <Button icon="download" onPress={() => void savePdf(kind, query)}>
          {words.pdf}
        </Button>
      }
    >
      <div className={styles['which']}>
        <Select
          label={words.kind}
          value={kind}
          onChange={(next) => {
            const same = (each: Template) =>
              each.recipient === recipient && each.language === language;
            const found = templates.filter((each) => each.kind === next);
            const [first] = [...found.filter(same), ...found];
            if (first) onChoose(first);
          }}
          options={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <Select
          label={words.recipient}
          value={readerOf(template)}
          onChange={(next) => {
            const found = readers.find((each) => readerOf(each) === next);
            if (found) onChoose(found);
          }}
          options={readers.map((each) => ({
            value: readerOf(each),
            label: text.recipients[readerOf(each)],
          }))}
        />
        {kind === 'approval' ? (
          <Select
            label={words.sample}
            value={sample}
            onChange={(next) => setModified(next === 'modified')}
            options={(['usual', 'modified'] as const).map((value) => ({
              value,
              label: words.samples[value],
            }))}
          />
        ) : null}
        <Select
          label={words.version}
          value={String(version)}
          onChange={(next) => setAsked(Number(next) === current ? null : Number(next))}
          options={[...versions.map((each) => each.version), 1].map((each) => ({
            value: String(each),
            label: each === current ? words.current({ version: each }) : String(each),
          }))}
        />
      </div>
      <div className={styles['checks']}>
        {faults.length === 0 ? <Badge tone="met">{words.ready}</Badge> : null}
        {faults.map((fault) => (
          <Badge key={fault} tone="not-met">
            {fault}
          </Badge>
        ))}
        {paragraph === null ? null : <Badge>{words.own}</Badge>}
      </div>
      {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
      {preview.data === undefined && !failure ? (
        <Skeleton label={words.loading} lines={10} height="1.25rem" />
      ) : null}
      {preview.data === undefined ? null : (
        <div
          role="region"
          aria-label={words.name}
          tabIndex={0}
          lang={language}
          className={styles['letter']}
        >
          {preview.data}
        </div>
      )}
    </Panel>
  );
}

async function savePdf(
  kind: Template['kind'],
  query: Pick<Template, 'language' | 'recipient'> & {
    readonly version: number;
    readonly sample: 'usual' | 'modified';
  },
): Promise<void> {
  try {
    const headers = { accept: 'application/pdf' };
    const asked = { path: { kind }, query, headers, parseAs: 'blob' } as const;
    const { data } = await previewLetterTemplate(asked);
    const which = query.sample === 'modified' ? `${kind}-modified` : kind;
    saveFile(data as unknown as Blob, `${which}-${readerOf(query)}.pdf`);
  } catch (error) {
    showToast({ tone: 'failure', title: words.pdfFailed, detail: failureWords(error) });
  }
}
