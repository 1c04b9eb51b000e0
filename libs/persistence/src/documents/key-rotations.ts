import type {
  DocumentPlace,
  KeyRotation,
  KeyRotationRecord,
  RotationTurn,
} from '@assent/application';
import { inTurnOrNot } from '../database/advisory-lock';
import { reaching, reachingFor, type Database } from '../database/database';
import { toDocument } from '../database/mappers';
import type { KeyRotation as RotationRow, Prisma } from '../generated/client';

/** How long a turn may take, in milliseconds: the contents of a step are read and written in it. */
const TURN_MS = 300_000;

/** The rotations of keys in Postgres. */
export function keyRotations(database: Database): KeyRotationRecord {
  return {
    alone: (run) =>
      reachingFor((passing) =>
        inTurnOrNot(database, 'rotation of keys', TURN_MS, (transaction) =>
          passing(run(turnOf(transaction))),
        ),
      ),

    rotations: () =>
      reaching(async () => {
        const rows = await database.keyRotation.findMany({ orderBy: { startedAt: 'desc' } });
        return Promise.all(
          rows.map(async (row) => {
            const rotation = toRotation(row);
            const left = await database.document.count({ where: later(rotation.after) });
            return { ...rotation, left };
          }),
        );
      }),
  };
}

function turnOf(transaction: Prisma.TransactionClient): RotationTurn {
  return {
    rotation: (keyId) =>
      reaching(async () => {
        const row = await transaction.keyRotation.findFirst({ where: { keyId } });
        return row && toRotation(row);
      }),

    documents: (after, upTo, take) =>
      reaching(async () => {
        const rows = await transaction.document.findMany({
          where: { ...later(after), uploadedAt: { lte: upTo } },
          orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
          take,
        });
        return rows.map(toDocument);
      }),

    keep: ({ after, keyId, ...rest }) =>
      reaching(async () => {
        const row = { ...rest, afterAt: after?.uploadedAt ?? null, afterId: after?.id ?? null };
        await transaction.keyRotation.upsert({
          where: { keyId },
          create: { keyId, ...row },
          update: row,
        });
      }),
  };
}

function later(place: DocumentPlace | null): Prisma.DocumentWhereInput {
  if (!place) return {};
  const { id, uploadedAt } = place;
  return { OR: [{ uploadedAt: { gt: uploadedAt } }, { uploadedAt, id: { gt: id } }] };
}

function toRotation({ afterAt, afterId, ...row }: RotationRow): KeyRotation {
  const after = afterAt && afterId !== null ? { uploadedAt: afterAt, id: afterId } : null;
  return { ...row, after };
}
