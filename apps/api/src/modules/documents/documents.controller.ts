import {
  operations,
  type DocumentJson,
  type DocumentListJson,
  type NoticeListJson,
} from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { caseId, documentId } from '../../http/path';
import { ANSWER_AS_FILE } from '../../http/security-headers';
import { Serves } from '../../http/serves.decorator';
import { attachmentNamed } from './content-disposition';
import { toDocumentJson, toNoticeJson } from './document.mapper';
import { DOCUMENTS, type DocumentUseCases } from './document-use-cases';
import { withUploadedFile } from './uploaded-file';

@Controller()
export class DocumentsController {
  constructor(@Inject(DOCUMENTS) private readonly documents: DocumentUseCases) {}

  @Serves(operations.addDocument)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentJson> {
    const actor = callerOf(request);
    const { document, wasThere } = await withUploadedFile(request, async (file) =>
      accepted(await this.documents.add({ ...file, caseId: caseId(request), actor })),
    );
    reply.header('location', `/v1/cases/${document.caseId}/documents/${document.id}`);
    if (wasThere) reply.header('idempotency-replayed', 'true');
    return toDocumentJson(document);
  }

  @Serves(operations.listDocuments)
  async list(@Req() request: FastifyRequest): Promise<DocumentListJson> {
    const documents = accepted(await this.documents.list(caseId(request)));
    return { items: documents.map(toDocumentJson) };
  }

  @Serves(operations.downloadDocument)
  async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { document, content } = accepted(
      await this.documents.open(caseId(request), documentId(request)),
    );
    await reply
      .headers({
        ...ANSWER_AS_FILE,
        'content-type': document.mediaType,
        'content-length': document.size,
        'content-disposition': attachmentNamed(document.name),
        etag: `"${document.sha256}"`,
      })
      .send(Readable.from(content, { objectMode: false }));
  }

  @Serves(operations.listNotices)
  async notices(@Req() request: FastifyRequest): Promise<NoticeListJson> {
    const notices = accepted(await this.documents.notices(caseId(request)));
    return { items: notices.map(toNoticeJson) };
  }
}
