import { ChangeUncertain, type DocumentRecord, type DocumentRepository } from '@assent/application';
import { reaching, type Database } from '../database/database';
import { toDocument, toOpening } from '../database/mappers';
import { forEveryLine } from '../database/reader';
import { bytesOf } from '../database/table';
import type { Prisma } from '../generated/client';

/** The documents of cases in Postgres. */
export function documentRecords(database: Database): DocumentRepository {
  return {
    addDocument: (document) => {
      let isWritten = false;
      return reaching(() =>
        database.$transaction(async (transaction) => {
          const kept = await add(transaction, document);
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

    document: (caseId, id) =>
      reaching(async () => {
        const row = await database.document.findFirst({ where: { id, caseId } });
        return row && toDocument(row);
      }),

    documents: (caseId) =>
      reaching(async () => {
        const rows = await database.document.findMany({
          where: { caseId },
          orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toDocument);
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
          where: { caseId, openings: { none: { openedBy: subject } } },
          orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toDocument);
      }),

    // A content whose document is not seen is deleted.
    ...forEveryLine({
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

/** Adds a document with its event and audit entry, unless the case already has its content. */
async function add(
  transaction: Prisma.TransactionClient,
  document: DocumentRecord,
): Promise<DocumentRecord> {
  const { id, caseId, name, mediaType, size, uploadedBy, uploadedAt: at } = document;
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
      uploadedBy: actor,
      uploadedRole: role,
      uploadedAt: at,
    },
    skipDuplicates: true,
  });
  if (count > 0) {
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
  }
  const kept = await transaction.document.findFirstOrThrow({
    where: { caseId, sha256 },
  });
  return toDocument(kept);
}
