import {
  CaseFull,
  ChangeUncertain,
  type CaseRoom,
  type DocumentRecord,
  type DocumentRepository,
  type DocumentTerms,
  type ReceivedDocument,
} from '@assent/application';
import { reaching, type Database } from '../database/database';
import { toDocument, toOpening, toScan } from '../database/mappers';
import { forEveryLine } from '../database/reader';
import { bytesOf } from '../database/table';
import type { Prisma } from '../generated/client';

/** The documents of cases in Postgres. */
export function documentRecords(database: Database): DocumentRepository {
  return {
    addDocument: (document, terms = {}) => {
      let isWritten = false;
      return reaching(() =>
        database.$transaction(async (transaction) => {
          const kept = await add(transaction, document, terms);
          isWritten = true;
          return kept;
        }),
      ).catch((error: unknown) => {
        if (!isWritten) throw error;
        throw new ChangeUncertain('the database was lost while the document was kept', {
          cause: error,
        });
      });
    },

    roomTaken: (caseId) => reaching(() => roomTaken(database, caseId)),

    document: (caseId, id) =>
      reaching(async () => {
        const row = await database.document.findFirst({ where: { id, caseId }, include: WHOLE });
        return row && toReceived(row);
      }),

    documents: (caseId) =>
      reaching(async () => {
        const rows = await database.document.findMany({
          where: { caseId },
          include: WHOLE,
          orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toReceived);
      }),

    keepOpening: ({ id: documentId, sha256 }, { subject: openedBy, role: openedRole }, openedAt) =>
      reaching(async () => {
        const opening = { documentId, openedBy, openedRole, openedAt, sha256: bytesOf(sha256) };
        await database.documentOpening.createMany({ data: [opening], skipDuplicates: true });
      }),

    openings: (caseId) =>
      reaching(async () => {
        const rows = await database.documentOpening.findMany({
          where: { document: { caseId } },
          orderBy: [{ openedAt: 'asc' }, { openedBy: 'asc' }],
        });
        return rows.map(toOpening);
      }),

    unopened: (caseId, subject) =>
      reaching(async () => {
        const rows = await database.document.findMany({
          where: {
            caseId,
            openings: { none: { openedBy: subject } },
            NOT: { scan: { state: 'infected' } },
          },
          orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toDocument);
      }),

    ...forEveryLine({
      bytesAddedBy: (uploadedBy: string, since: Date) =>
        reaching(async () => {
          const { _sum } = await database.document.aggregate({
            where: { uploadedBy, uploadedAt: { gt: since } },
            _sum: { size: true },
          });
          return _sum.size ?? 0;
        }),

      // A content whose document is not seen is deleted.
      documentIds: (ids: readonly string[]) =>
        reaching(async () => {
          const rows = await database.document.findMany({
            where: { id: { in: [...ids] } },
            select: { id: true },
          });
          return new Set(rows.map(({ id }) => id));
        }),
    }),
  };
}

const WHOLE = { scan: true } as const;

function toReceived({
  scan,
  ...row
}: Prisma.DocumentGetPayload<{ include: typeof WHOLE }>): ReceivedDocument {
  return { ...toDocument(row), scan: scan ? toScan(scan) : NOT_SCANNED };
}

const NOT_SCANNED = { state: 'not-scanned', found: null, scannedAt: null } as const;

/** Adds a document with its event and audit entry, unless the case already has its content. */
async function add(
  transaction: Prisma.TransactionClient,
  document: DocumentRecord,
  { room, isHeld = false }: DocumentTerms,
): Promise<ReceivedDocument> {
  const { id, caseId, name, mediaType, size, activeContent, uploadedBy, uploadedAt: at } = document;
  const sha256 = bytesOf(document.sha256);
  const { subject: actor, role } = uploadedBy;
  const { count } = await transaction.document.createMany({
    data: {
      id,
      caseId,
      name,
      mediaType,
      size,
      sha256,
      ...(activeContent && { activeContent: [...activeContent] }),
      uploadedBy: actor,
      uploadedRole: role,
      uploadedAt: at,
    },
    skipDuplicates: true,
  });
  if (count > 0) {
    if (isHeld) {
      await transaction.documentScan.create({
        data: { documentId: id, state: 'waiting', nextAttemptAt: at },
      });
    }
    const details = { document: id, mediaType, size };
    await transaction.caseEvent.create({
      data: { caseId, at, type: 'document-added', actor, role, details },
    });
    const { version: caseVersion } = await transaction.case.findFirstOrThrow({
      where: { id: caseId },
      select: { version: true },
    });
    await transaction.auditEntry.create({
      data: { at, actor, role, action: 'add-document', caseId, caseVersion },
    });
    // Other documents of the case wait for the turn that the entry took, so none is missing here.
    if (room) requireRoom(room, await roomTaken(transaction, caseId));
  }
  const kept = await transaction.document.findFirstOrThrow({
    where: { caseId, sha256 },
    include: WHOLE,
  });
  return toReceived(kept);
}

async function roomTaken(database: Pick<Database, 'document'>, caseId: string): Promise<CaseRoom> {
  const { _count, _sum } = await database.document.aggregate({
    where: { caseId },
    _count: true,
    _sum: { size: true },
  });
  return { documents: _count, bytes: _sum.size ?? 0 };
}

/** @throws CaseFull */
function requireRoom(room: CaseRoom, taken: CaseRoom): void {
  if (taken.documents <= room.documents && taken.bytes <= room.bytes) return;
  throw new CaseFull('the case has no room for the document');
}
