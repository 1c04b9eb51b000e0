import type { Clock, Ports, Settings } from '@assent/application';
import type { Records } from '@assent/persistence';
import { identifiers, payerSettings } from '@assent/platform';
import { recordsOfBoth } from './both-programs';
import { testDatabase } from './services';

export const ZONE = 'America/New_York';

export const LETTER_HOURS = { from: 8, to: 20 };

export const LETTERHEAD = {
  address: '100 Market Street, Springfield, IL 62701',
  phone: '217-555-0100',
  fax: '217-555-0101',
  portal: 'https://portal.example.org',
};

/** A clock that stands still until a test sets it. */
export interface HandClock extends Clock {
  readonly set: (instant: string | Date) => void;
}

/** The use cases' ports over a database of their own, with a clock that is set by hand. */
export interface Desk {
  readonly ports: Ports;
  readonly records: Records;
  readonly clock: HandClock;
  /** As the owner. */
  readonly databaseUrl: string;
  close(): Promise<void>;
}

export async function openDesk(settings: Partial<Settings> = {}): Promise<Desk> {
  const database = await testDatabase();
  const databaseUrl = database.url;
  const records = recordsOfBoth(databaseUrl);
  const clock = handClock();
  return {
    ports: {
      clock,
      ids: identifiers,
      records: records.records,
      settings: {
        ...payerSettings({
          timeZone: ZONE,
          payerName: 'Test Health Plan',
          letterhead: LETTERHEAD,
          letterHours: LETTER_HOURS,
        }),
        ...settings,
      },
    },
    records,
    clock,
    databaseUrl,
    close: async () => {
      await records.close();
      await database.drop();
    },
  };
}

function handClock(): HandClock {
  let now = new Date('2026-11-22T15:00:00Z');
  return {
    now: () => Promise.resolve(now),
    set: (instant) => {
      now = new Date(instant);
    },
  };
}
