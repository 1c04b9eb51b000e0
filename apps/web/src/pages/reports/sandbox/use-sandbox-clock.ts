import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../../session/session';
import { announce } from '../../../shared/announcements';
import { setServerTime } from '../../../ui/now';
import { wallClock } from '../../../ui/times';
import { text } from '../text';
import { moveClock, readClock } from './clock';
import { happenedBetween, sumOf, type Happenings } from './happenings';

export interface Between extends Happenings {
  readonly from: string;
  readonly to: string;
}

export type Move =
  | { readonly state: 'still' }
  | { readonly state: 'moving'; readonly to: string; readonly isWaiting: boolean }
  | { readonly state: 'failed'; readonly error: unknown };

/** Moves the sandbox's clock, and shows the events meanwhile. */
export function useSandboxClock() {
  const queries = useQueryClient();
  const { timeZone } = useSession().payer;
  const [move, setMove] = useState<Move>({ state: 'still' });
  const [between, setBetween] = useState<Between | null>(null);

  const moveTo = async (choose: (now: number) => Promise<string> | string) => {
    if (move.state === 'moving') return;
    try {
      const from = await readClock();
      const to = await choose(Date.parse(from));
      setMove({ state: 'moving', to, isWaiting: false });
      const now = await moveClock(to, () => setMove({ state: 'moving', to, isWaiting: true }));
      setServerTime(now);
      const found = await happenedBetween(from, now);
      setBetween({ ...found, from, to: now });
      setMove({ state: 'still' });
      announce(text.sandbox.now({ clock: wallClock(now, timeZone), sum: sumOf(found) }));
    } catch (error) {
      setMove({ state: 'failed', error });
    }
    void queries.invalidateQueries();
  };

  return { move, between, moveTo, forget: () => setBetween(null) };
}
