import type { Members } from '@assent/vocabulary';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem, isTextDropItem } from 'react-aria-components';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import { useTurns } from '../../ui/use-turns';
import styles from './intake.module.css';
import { faultOfText } from './paste-check';
import { readRequest } from './read-request';
import { text as words } from './text';

interface PasteRequestProps {
  readonly onClose: () => void;
  readonly onRead: (request: Members) => void;
}

/** Takes a whole request as JSON: pasted, dropped or from a file. */
export function PasteRequest({ onClose, onRead }: PasteRequestProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const beginReading = useTurns();
  const take = async (given: string, isWanted = beginReading()) => {
    const read = readRequest(given);
    setReading(read.ok);
    const fault = read.ok ? await faultOfText(given.trim(), read.request) : read.problem;
    if (!isWanted()) return;
    setReading(false);
    if (read.ok && fault === null) onRead(read.request);
    else setProblem(fault ?? undefined);
  };
  const takeFrom = async (source: Promise<string>) => {
    const isWanted = beginReading();
    const content = await source;
    if (!isWanted()) return;
    setText(content);
    await take(content, isWanted);
  };
  return (
    <Dialog
      title={words.json.title}
      size="large"
      onClose={onClose}
      actions={
        <>
          <FileTrigger
            acceptedFileTypes={['application/json', '.json']}
            onSelect={(files) => {
              const file = files?.item(0);
              if (file) void takeFrom(file.text());
            }}
          >
            <Button icon="document">{words.json.file}</Button>
          </FileTrigger>
          <Button look="primary" isBusy={isReading} onPress={() => void take(text)}>
            {words.json.import}
          </Button>
        </>
      }
    >
      <DropZone
        className={cx(styles['drop'])}
        onDrop={({ items }) => {
          const file = items.find(isFileDropItem);
          const dropped = items.find(isTextDropItem);
          if (file) void takeFrom(file.getFile().then((each) => each.text()));
          else if (dropped) void takeFrom(dropped.getText('text/plain'));
        }}
      >
        <TextField
          label={words.json.label}
          description={words.json.hint}
          isLong
          autoFocus
          value={text}
          onChange={(next) => {
            beginReading();
            setReading(false);
            setText(next);
            setProblem(undefined);
          }}
          error={problem}
          spellCheck="false"
        />
      </DropZone>
    </Dialog>
  );
}
