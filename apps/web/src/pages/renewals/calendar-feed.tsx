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
import styles from './calendar-feed.module.css';

/** Has the windows stand in the reader's own calendar too. */
export function CalendarFeed() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="calendar" onPress={() => setOpen(true)}>
        Add to my calendar
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
      announce('Your calendar has an address');
      return again();
    },
  });
  const end = useMutation({
    mutationFn: () => removeCalendarFeed(),
    onSuccess: () => {
      make.reset();
      announce('The address is ended');
      return again();
    },
  });
  const madeAt = feed.data?.madeAt ?? null;
  const problem = make.error ?? end.error;
  return (
    <Dialog
      title="Renewals in your own calendar"
      onClose={onClose}
      // An address is shown once, so nobody leaves before it has come.
      mustAnswer={make.isPending || end.isPending}
      actions={
        feed.data ? (
          <>
            {madeAt === null ? null : (
              <Button isBusy={end.isPending} onPress={() => end.mutate()}>
                End the address
              </Button>
            )}
            <Button
              look={make.data ? 'secondary' : 'primary'}
              isBusy={make.isPending}
              onPress={() => make.mutate()}
            >
              {madeAt === null ? 'Make an address' : 'Make a new address'}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={styles['feed']}>
        <p>
          Your calendar takes the windows and the ends of cover from an address of your own and
          keeps them up to date. Authorizations stand there by their numbers, without anything of a
          member.
        </p>
        {make.data ? <Address path={make.data.path} /> : null}
        {!make.data && madeAt !== null ? (
          <p>
            You made an address on {wallClock(madeAt, payer.timeZone)}; it was shown only then. A
            new one ends it.
          </p>
        ) : null}
        {problem ? <Failure isInline what="Nothing was changed" error={problem} /> : null}
        {failure ? (
          <Failure isInline what="Your calendar could not be asked for" {...failure} />
        ) : null}
        {!feed.data && !failure ? <Skeleton label="Loading your calendar" lines={2} /> : null}
      </div>
    </Dialog>
  );
}

/** Shown this once: the server keeps no more than its digest. */
function Address({ path }: { readonly path: string }) {
  const address = new URL(path, location.origin).href;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    showToast({ title: 'The address is copied' });
  };
  return (
    <>
      <TextField
        label="Address"
        description="It is shown only now. Whoever has it can read the calendar."
        value={address}
        isReadOnly
        onFocus={({ target }) => {
          if (target instanceof HTMLInputElement) target.select();
        }}
      />
      <div className={styles['ways']}>
        <a className={buttonLook('primary')} href={address.replace(/^https?:/, 'webcal:')}>
          Open in my calendar
        </a>
        <Button icon="copy" onPress={() => void copy()}>
          Copy
        </Button>
      </div>
    </>
  );
}
