import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { makeCalendarFeed, removeCalendarFeed } from '../../client';
import {
  viewCalendarFeedOptions,
  viewCalendarFeedQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { announce } from '../../shared/announcements';
import { Button, buttonLook } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure, Skeleton } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { wallClock } from '../../ui/times';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { text } from './text';
import styles from './calendar-feed.module.css';

/** Adds the windows to the reader's own calendar. */
export function CalendarFeed() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="calendar" onPress={() => setOpen(true)}>
        {text.feed.action}
      </Button>
      {isOpen ? <FeedDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function FeedDialog({ onClose }: { readonly onClose: () => void }) {
  const { payer } = useSession();
  const queries = useQueryClient();
  const feed = useQuery(viewCalendarFeedOptions());
  const failure = useFailure(feed);
  const again = () => queries.invalidateQueries({ queryKey: viewCalendarFeedQueryKey() });
  const make = useMutation({
    mutationFn: async () => (await makeCalendarFeed({ body: {} })).data,
    onSuccess: () => {
      announce(text.feed.created);
      return again();
    },
  });
  const end = useMutation({
    mutationFn: () => removeCalendarFeed(),
    onSuccess: () => {
      make.reset();
      announce(text.feed.removed);
      return again();
    },
  });
  const madeAt = feed.data?.madeAt ?? null;
  const problem = make.error ?? end.error;
  return (
    <Dialog
      title={text.feed.title}
      onClose={onClose}
      // An address is shown once: wait until it has come.
      mustAnswer={make.isPending || end.isPending}
      actions={
        feed.data ? (
          <>
            {madeAt === null ? null : (
              <Button isBusy={end.isPending} onPress={() => end.mutate()}>
                {text.feed.remove}
              </Button>
            )}
            <Button
              look={make.data ? 'secondary' : 'primary'}
              isBusy={make.isPending}
              onPress={() => make.mutate()}
            >
              {madeAt === null ? text.feed.create : text.feed.createNew}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={styles['feed']}>
        <p>{text.feed.lead}</p>
        {make.data ? <Address path={make.data.path} /> : null}
        {!make.data && madeAt !== null ? (
          <p>{text.feed.createdAt({ clock: wallClock(madeAt, payer.timeZone) })}</p>
        ) : null}
        {problem ? <Failure isInline what={text.feed.unchanged} error={problem} /> : null}
        {failure ? <Failure isInline what={text.feed.failed} {...failure} /> : null}
        {!feed.data && !failure ? <Skeleton label={text.feed.loading} lines={2} /> : null}
      </div>
    </Dialog>
  );
}

/** Shown only now: the server keeps nothing but its digest. */
function Address({ path }: { readonly path: string }) {
  const address = new URL(path, location.origin).href;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    showToast({ title: text.feed.copied });
  };
  return (
    <>
      <TextField
        label={text.feed.link}
        description={text.feed.linkHint}
        value={address}
        isReadOnly
        onFocus={({ target }) => {
          if (target instanceof HTMLInputElement) target.select();
        }}
      />
      <div className={styles['ways']}>
        <a className={buttonLook('primary')} href={address.replace(/^https?:/, 'webcal:')}>
          {text.feed.open}
        </a>
        <Button icon="copy" onPress={() => void copy()}>
          {text.feed.copy}
        </Button>
      </div>
    </>
  );
}
