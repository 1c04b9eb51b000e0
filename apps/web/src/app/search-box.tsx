import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { CaseSummary } from '../client';
import { failureWords } from '../shared/problem';
import { usePlace } from '../shared/use-place';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { showToast } from '../ui/toast';
import { useTurns } from '../ui/use-turns';
import { foundCases, useFoundCases, whoIs } from '../work/found-cases';
import { text } from './text';
import styles from './search-box.module.css';

const FIELD = 'search';

export function focusSearch(): void {
  document.getElementById(FIELD)?.focus();
}

/** Whether the arrow keys are on a found case, which Enter then opens. */
function isOnCase(): boolean {
  return document.getElementById(FIELD)?.hasAttribute('aria-activedescendant') === true;
}

/**
 * Shows the cases that match the text. Enter opens the only one, or all of them in the worklist.
 * The text is never in an address, because it may be a name.
 */
export function SearchBox() {
  const [words, setWords] = useState('');
  // An answer to an earlier text or search leads nowhere.
  const begin = useTurns();
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate();
  const place = usePlace();
  const queries = useQueryClient();
  const found = useFoundCases(isOpen ? words : '');

  const write = (next: string) => {
    begin();
    setWords(next);
  };
  const open = async (caseId: string) => {
    write('');
    await navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  const search = async (typed: string) => {
    const q = typed.trim();
    if (q === '' || isOnCase()) return;
    const isNewest = begin();
    const isStillHere = place();
    const isWaitedFor = () => isNewest() && isStillHere();
    try {
      const [only, ...others] = await queries.query(foundCases(q));
      if (!isWaitedFor()) return;
      if (only && others.length === 0) await open(only.id);
      else {
        write('');
        await navigate({ to: '/worklist', search: { queue: 'all' }, state: { q } });
      }
    } catch (error) {
      if (isWaitedFor())
        showToast({ tone: 'failure', title: text.search.failed, detail: failureWords(error) });
    }
  };

  return (
    <div
      className={styles['place']}
      onFocus={() => setIsOpen(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false);
      }}
    >
      <Autocomplete inputValue={words} onInputChange={write} disableAutoFocusFirst>
        <SearchField
          aria-label={text.search.label}
          onSubmit={(typed) => void search(typed)}
          className={cx(styles['box'])}
        >
          <Icon name="search" className={styles['icon']} />
          <Input
            id={FIELD}
            placeholder={text.search.placeholder}
            autoComplete="off"
            className={cx(styles['input'])}
          />
          <span className={styles['hint']} aria-hidden="true">
            <KeyHint keys="/" />
          </span>
        </SearchField>
        {isOpen && found.length > 0 ? (
          <ListBox<CaseSummary>
            aria-label={text.search.found}
            selectionMode="none"
            items={found}
            onAction={(key) => void open(String(key))}
            className={cx(styles['found'])}
          >
            {(each) => (
              <ListBoxItem id={each.id} textValue={each.memberName} className={cx(styles['case'])}>
                <span>
                  {each.memberName} <span className={styles['number']}>{each.number}</span>
                </span>
                <span className={styles['who']}>{whoIs(each)}</span>
              </ListBoxItem>
            )}
          </ListBox>
        ) : null}
      </Autocomplete>
    </div>
  );
}
