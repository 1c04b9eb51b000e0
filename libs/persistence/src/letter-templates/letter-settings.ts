import {
  AS_CONFIGURED_VERSION,
  type LetterSettingRepository,
  type LetterSettingVersion,
} from '@assent/application';
import type { Role } from '@assent/domain';
import { inTurnOf } from '../database/advisory-lock';
import { bytesOf } from '../database/table';
import { reaching, type Database } from '../database/database';
import { LETTER_SETTINGS } from '../database/json-columns';
import type { LetterSetting } from '../generated/client';

/** The plan's letter settings in Postgres. */
export function letterSettingRecords(database: Database): LetterSettingRepository {
  return {
    letterSettingAt: (at) =>
      reaching(async () => {
        const row = await database.letterSetting.findFirst({
          where: { at: { lte: at } },
          orderBy: { version: 'desc' },
        });
        return row && toVersion(row);
      }),

    letterSettings: () =>
      reaching(async () => {
        const rows = await database.letterSetting.findMany({ orderBy: { version: 'desc' } });
        return rows.map(toVersion);
      }),

    addLetterSetting: ({ at, by, reason, version, ...settings }, command) =>
      reaching(() =>
        inTurnOf(database, 'letter settings', async (transaction) => {
          const used = command
            ? await transaction.letterSetting.findFirst({ where: { commandKey: command.key } })
            : null;
          if (used) {
            const digest = Buffer.from(used.commandDigest ?? []).toString('hex');
            return { used: { by: used.author, digest } };
          }
          const newest = await transaction.letterSetting.findFirst({
            orderBy: { version: 'desc' },
          });
          if ((newest?.version ?? AS_CONFIGURED_VERSION) !== version - 1) return 'changed';
          const { closing, hours, letterhead, paragraphs } = settings;
          await transaction.letterSetting.create({
            data: {
              version,
              settings: {
                letterhead: { ...letterhead },
                hours,
                closing,
                paragraphs: [...paragraphs.map((each) => ({ ...each }))],
              },
              author: by.subject,
              role: by.role,
              at,
              reason,
              ...(command && { commandKey: command.key, commandDigest: bytesOf(command.digest) }),
            },
          });
          return 'added';
        }),
      ),
  };
}

function toVersion({
  at,
  author,
  reason,
  role,
  settings,
  version,
}: LetterSetting): LetterSettingVersion {
  return {
    ...LETTER_SETTINGS.parse(settings),
    version,
    by: { subject: author, role: role as Role },
    at,
    reason,
  };
}
