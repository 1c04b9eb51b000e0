import type {
  CommandKey,
  Mailed,
  PrintedLetter,
  PrintedLetterRepository,
} from '@assent/application';
import { isUuid } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toMemberLetter } from '../database/mappers';
import { bytesOf } from '../database/table';
import { unlessTaken } from '../database/unless-taken';
import type { Prisma } from '../generated/client';
import { keepDelivery, noLongerToMail } from './delivery-reports';
import { listedLetters } from './listed-letters';

/** The letters in Postgres that members get on paper. */
export function printedLetterRecords(database: Database): PrintedLetterRepository {
  return {
    listedLetters: (filter) => reaching(() => listedLetters(database, filter)),

    printedLetter: (id) =>
      reaching(async () => {
        if (!isUuid(id)) return null;
        const row = await database.memberLetter.findFirst({ where: { id }, include: WITH_NAMES });
        return row && toPrinted(row);
      }),

    keepMailed: (id, mailed, command) =>
      unlessTaken(database, (transaction) => keepMailed(transaction, id, mailed, command)),

    keepDelivery: (change, now, command) =>
      unlessTaken(database, (transaction) => keepDelivery(transaction, change, now, command)),
  };
}

const WITH_NAMES = {
  case: { select: { number: true, givenName: true, familyName: true } },
} satisfies Prisma.MemberLetterInclude;

type NamedRow = Prisma.MemberLetterGetPayload<{ include: typeof WITH_NAMES }>;

function toPrinted({ case: { familyName, givenName, number }, ...row }: NamedRow): PrintedLetter {
  return { letter: toMemberLetter(row), of: { number, memberName: `${givenName} ${familyName}` } };
}

const PRINTED = { madeAt: { not: null }, recipient: null } satisfies Prisma.MemberLetterWhereInput;

async function keepMailed(
  transaction: Prisma.TransactionClient,
  id: string,
  { at, by }: Mailed,
  command: CommandKey | undefined,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const [letter] = await transaction.memberLetter.updateManyAndReturn({
    where: { id, ...PRINTED, mailedAt: null },
    data: { mailedAt: at, mailedBy: by.subject, mailedRole: by.role },
    include: { case: { select: { version: true } } },
  });
  if (!letter) return false;
  const { caseId, content, daysBefore, kind } = letter;
  const { language } = toMemberLetter(letter).content ?? {};
  await noLongerToMail(transaction, caseId);
  await transaction.caseEvent.create({
    data: {
      caseId,
      at,
      type: 'member-letter-mailed',
      actor: by.subject,
      role: by.role,
      details: {
        letter: id,
        kind,
        ...(content !== null && language !== undefined && { language }),
        ...(daysBefore !== null && { daysBefore }),
      },
      ...(command && { commandKey: command.key, commandDigest: bytesOf(command.digest) }),
    },
  });
  await transaction.auditEntry.create({
    data: {
      at,
      actor: by.subject,
      role: by.role,
      action: 'mark-mailed',
      caseId,
      caseVersion: letter.case.version,
    },
  });
  return true;
}
