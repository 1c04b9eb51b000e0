import { valueAt } from '@assent/vocabulary';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { removeDraft, type Draft } from '../../client';
import { listDraftsOptions } from '../../client/@tanstack/react-query.gen';
import { readText } from '../../facts/readings';
import { failureWords } from '../../shared/problem';
import { Button, IconButton } from '../../ui/button';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/panel';
import { Failure } from '../../ui/states';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { leftDraft } from './draft-keeper';
import styles from './intake.module.css';
import { savedWhen } from './saved-when';
import { text } from './text';

/** The person's own drafts except the current one. */
export function useOtherDrafts(writtenId: string) {
  return useQuery({
    ...listDraftsOptions(),
    staleTime: 0,
    select: ({ items }) => items.filter(({ id }) => id !== writtenId),
  });
}

interface DraftsPanelProps {
  readonly drafts: ReturnType<typeof useOtherDrafts>;
}

/** The drafts to resume or to remove; empty if there are none. */
export function DraftsPanel({ drafts }: DraftsPanelProps) {
  const items = drafts.data ?? [];
  const list = useRef<HTMLUListElement>(null);
  const remove = useMutation({
    mutationFn: async (id: string) => {
      await leftDraft(id)?.stop();
      return removeDraft({ path: { draftId: id } });
    },
    onSettled: async (_, __, id) => {
      const place = items.findIndex((each) => each.id === id);
      const isHere = list.current?.contains(document.activeElement);
      await drafts.refetch();
      if (isHere) setLeft({ place });
    },
    onError: (error) =>
      showToast({
        title: text.drafts.notRemoved,
        tone: 'failure',
        detail: failureWords(error),
      }),
  });
  // The pressed button is gone; reading continues at the draft that took its place.
  const [left, setLeft] = useState<{ readonly place: number } | null>(null);
  useEffect(() => {
    if (left === null) return;
    const lines = [...(list.current?.children ?? [])];
    const next = lines[Math.min(left.place, lines.length - 1)]?.querySelector('button');
    (next ?? document.getElementById('main'))?.focus();
  }, [left]);
  const failure = useFailure(drafts);
  if (failure) return <Failure isInline what={text.drafts.notLoaded} {...failure} />;
  if (items.length === 0) return null;
  return (
    <Panel title={text.drafts.title({ count: items.length })} isFlush>
      <ul ref={list} className={styles['drafts']}>
        {items.map((draft) => (
          <DraftLine key={draft.id} draft={draft} onRemove={() => remove.mutate(draft.id)} />
        ))}
      </ul>
    </Panel>
  );
}

interface DraftLineProps {
  readonly draft: Draft;
  readonly onRemove: () => void;
}

function DraftLine({ draft: { id, savedAt, request }, onRemove }: DraftLineProps) {
  const navigate = useNavigate();
  const now = useNow();
  const name = draftName(request);
  return (
    <li>
      <span className={styles['draftWords']}>
        <span className={styles['draftName']}>{name}</span>
        <span className={styles['muted']}>
          {text.drafts.details({ drug: readText(request['drug']), saved: savedWhen(savedAt, now) })}
        </span>
      </span>
      <Button size="small" onPress={() => void navigate({ to: '/open', search: { draft: id } })}>
        {text.drafts.resume}
        <span className="visually-hidden">{text.drafts.resumeFor({ name })}</span>
      </Button>
      <IconButton
        label={text.drafts.remove({ name })}
        icon="close"
        size="small"
        onPress={onRemove}
      />
    </li>
  );
}

function draftName(request: Draft['request']): string {
  const given = readText(valueAt(request, 'member.givenName'));
  const family = readText(valueAt(request, 'member.familyName'));
  const name = [given, family].filter((part) => part !== null).join(' ');
  return name === ''
    ? (readText(valueAt(request, 'member.memberId')) ?? text.drafts.noMember)
    : name;
}
