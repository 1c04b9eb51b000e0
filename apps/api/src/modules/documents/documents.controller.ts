import {
  operations,
  type DocumentJson,
  type DocumentListJson,
  type NoticeListJson,
} from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { Controller, Inject, Param, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { accepted } from '../../http/http-problem';
import { Caller, Reader } from '../../http/parameters';
import { CaseId, DocumentId, toCaseId } from '../../http/path';
import { answerAsFile } from '../../http/security-headers';
import { Serves } from '../../http/serves.decorator';
import { toDocumentJson, toListedDocumentJson, toNoticeJson } from './document.mapper';
import { downloadName } from './file-name';
import { DOCUMENTS, type DocumentUseCases } from './document-use-cases';
import { Upload, type TakeFile } from './uploaded-file';

@Controller()
export class DocumentsController {
  constructor(@Inject(DOCUMENTS) private readonly documents: DocumentUseCases) {}

  @Serves(operations.addDocument)
  async add(
    @Param('id') id: string,
    @Caller() actor: Actor,
    @Upload() takeFile: TakeFile,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentJson> {
    // Read inside: an earlier refusal leaves the form unread.
    const { document, wasThere } = await takeFile(async (file) =>
      accepted(await this.documents.add({ ...file, caseId: toCaseId(id), actor })),
    );
    reply.header('location', `/v1/cases/${document.caseId}/documents/${document.id}`);
    if (wasThere) reply.header('idempotency-replayed', 'true');
    return toDocumentJson(document);
  }

  @Serves(operations.listDocuments)
  async list(@CaseId() id: string): Promise<DocumentListJson> {
    const documents = accepted(await this.documents.list(id));
    return { items: documents.map(toListedDocumentJson) };
  }

  @Serves(operations.downloadDocument)
  async download(
    @CaseId() id: string,
    @DocumentId() documentId: string,
    @Reader() reader: Actor | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { document, content } = accepted(
      await this.documents.open({ caseId: id, id: documentId, reader }),
    );
    answerAsFile(reply);
    await reply
      .headers({
        'content-type': document.mediaType,
        'content-length': document.size,
        'content-disposition': attachment(downloadName(document)),
        etag: `"${document.sha256}"`,
      })
      .send(Readable.from(content, { objectMode: false }));
  }

  @Serves(operations.listNotices)
  async notices(@CaseId() id: string): Promise<NoticeListJson> {
    const notices = accepted(await this.documents.notices(id));
    return { items: notices.map(toNoticeJson) };
  }
}
