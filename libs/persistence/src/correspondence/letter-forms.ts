import type { DrawnLetter, LetterForm, LetterFormRepository } from '@assent/application';
import { createHash } from 'node:crypto';
import { isUuid } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import type { Prisma } from '../generated/client';

/** The forms of letters in Postgres, as they went out. */
export function letterFormRecords(database: Database): LetterFormRepository {
  return {
    keptForm: (letterId, form) =>
      reaching(async () => {
        if (!isUuid(letterId)) return null;
        const row = await database.letterForm.findFirst({
          where: { letterId, form },
          select: { bytes: true },
        });
        return row?.bytes ?? null;
      }),
  };
}

/** Keeps the forms of a letter that its row says is sent. One that was kept before stays as it is. */
export async function keepForms(
  transaction: Prisma.TransactionClient,
  letterId: string,
  { html, pdf, renderer }: DrawnLetter,
  keptAt: Date,
): Promise<void> {
  const forms: Readonly<Record<LetterForm, Uint8Array>> = {
    'text/html': Buffer.from(html),
    'application/pdf': pdf,
  };
  await transaction.letterForm.createMany({
    data: Object.entries(forms).map(([form, drawn]) => {
      const bytes = new Uint8Array(drawn);
      const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest());
      return { letterId, form, renderer, sha256, bytes, keptAt };
    }),
    skipDuplicates: true,
  });
}
