import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { searchCases, viewAuthorization } from '../client';
import { failureWords, Problem } from '../session/problem';
import { cx } from '../ui/cx';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { showToast } from '../ui/toast';
import styles from './search-box.module.css';

const FIELD = 'search';
/** How numbers of cases and authorizations are written. */
const NUMBER = /^(?:PA|AUTH?)-?[0-9A-Z]{2,}/i;

export function focusSearch(): void {
  document.getElementById(FIELD)?.focus();
}

/**
 * Leads to the case that has the number; anything else is looked for in the worklist. What was
 * typed never stands in an address, because it may be a name.
 */
export function SearchBox() {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();

  const search = async (typed: string) => {
    const q = typed.trim();
    if (q === '') return;
    const caseId = NUMBER.test(q)
      ? await queries.query({ queryKey: ['case-of-number', q], queryFn: () => caseOf(q) })
      : null;
    if (caseId === null) {
      await navigate({ to: '/worklist', search: { queue: 'all' }, state: { q } });
    } else {
      await navigate({ to: '/cases/$caseId', params: { caseId } });
    }
    setText('');
  };

  return (
    <SearchField
      aria-label="Search cases"
      value={text}
      onChange={setText}
      onSubmit={(typed) => {
        search(typed).catch((error: unknown) => {
          showToast({ tone: 'failure', title: 'The search failed', detail: failureWords(error) });
        });
      }}
      className={cx(styles['box'])}
    >
      <Icon name="search" className={styles['icon']} />
      <Input
        id={FIELD}
        placeholder="Case number, member or NPI"
        autoComplete="off"
        className={cx(styles['input'])}
      />
      <span className={styles['hint']} aria-hidden="true">
        <KeyHint keys="/" />
      </span>
    </SearchField>
  );
}

/** The case that has the number, or whose authorization has it; null when none does. */
async function caseOf(number: string): Promise<string | null> {
  const { data } = await searchCases({ body: { q: number, limit: 2 } });
  const found = data.items.find((each) => each.number.toLowerCase() === number.toLowerCase());
  if (found) return found.id;
  try {
    const { data: authorization } = await viewAuthorization({ path: { number } });
    return authorization.caseId;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}
