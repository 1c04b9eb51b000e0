import type {
  CommandKey,
  Mailed,
  PrintedLetter,
  PrintedLetterFilter,
  PrintedLetterRepository,
} from '@assent/application';
import { cursorOf, isUuid, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toMemberLetter } from '../database/mappers';
import { bytesOf } from '../database/table';
import { Prisma } from '../generated/client';

/** The letters in Postgres that members get on paper. */
export function printedLetterRecords(database: Database): PrintedLetterRepository {
  return {
    printedLetters: (filter) =>
      reaching(async () => {
        const where = printedThatFit(filter);
        const rows = await database.memberLetter.findMany({
          where: { AND: [where, afterLetter(filter.cursor)] },
          orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
          take: filter.limit + 1,
          include: WITH_NAMES,
        });
        const total = await database.memberLetter.count({ where });
        const page = pageOf(rows.map(toPrinted), filter.limit, ({ letter: { id, madeAt } }) =>
          cursorOf([madeAt?.toISOString() ?? '', id]),
        );
        return { ...page, total };
      }),

    printedLetter: (id) =>
      reaching(async () => {
        if (!isUuid(id)) return null;
        const row = await database.memberLetter.findUnique({ where: { id }, include: WITH_NAMES });
        return row && toPrinted(row);
      }),

    keepMailed: (id, mailed, command) =>
      reaching(async () => {
        try {
          return await database.$transaction((transaction) =>
            keepMailed(transaction, id, mailed, command),
          );
        } catch (error) {
          const isTaken =
            error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
          if (isTaken) return false;
          throw error;
        }
      }),
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

function printedThatFit({ kind, language, state }: PrintedLetterFilter) {
  return {
    ...PRINTED,
    mailedAt: state === 'mailed' ? { not: null } : null,
    ...(kind && { kind }),
    ...(language && { content: { path: ['language'], equals: language } }),
  } satisfies Prisma.MemberLetterWhereInput;
}

function afterLetter(cursor: string | undefined): Prisma.MemberLetterWhereInput {
  const after = readCursor(cursor, ['instant', 'uuid']);
  if (!after) return {};
  const [made, id] = after;
  const madeAt = new Date(made);
  return { OR: [{ madeAt: { gt: madeAt } }, { madeAt, id: { gt: id } }] };
}

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
