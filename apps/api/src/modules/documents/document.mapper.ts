import {
  sendingsOf,
  whyClosed,
  type ListedDocument,
  type NoticeRecord,
  type ReceivedDocument,
} from '@assent/application';
import type { DocumentJson, DocumentListJson, NoticeListJson } from '@assent/contracts';
import { ACTIVE_CONTENT_WORDS } from '@assent/domain';
import { actorOf } from '../case/findings.mapper';
import { toDeliveryJson } from '../correspondence/letter.mapper';

export function toDocumentJson(document: ReceivedDocument): DocumentJson {
  const { subject, role } = document.uploadedBy;
  return {
    id: document.id,
    caseId: document.caseId,
    name: document.name,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    activeContent:
      document.activeContent?.map((kind) => ({ kind, message: ACTIVE_CONTENT_WORDS[kind] })) ??
      null,
    scan: {
      state: document.scan.state,
      scannedAt: document.scan.scannedAt?.toISOString() ?? null,
      message: whyClosed(document)?.detail ?? null,
    },
    uploadedBy: { subject, role },
    uploadedAt: document.uploadedAt.toISOString(),
  };
}

export function toListedDocumentJson({
  document,
  openings,
}: ListedDocument): DocumentListJson['items'][number] {
  return {
    ...toDocumentJson(document),
    openings: openings.map(({ by, at }) => ({ by: actorOf(by), at: at.toISOString() })),
  };
}

export function toNoticeJson(notice: NoticeRecord): NoticeListJson['items'][number] {
  return {
    id: notice.id,
    kind: notice.kind,
    dueAt: notice.dueAt.toISOString(),
    sentAt: notice.sentAt?.toISOString() ?? null,
    to: notice.to,
    subject: notice.subject,
    text: notice.text,
    authorization: notice.authorization,
    appealId: notice.appealId ?? null,
    daysBefore: notice.daysBefore,
    attempts: notice.attempts,
    lastError: notice.lastError,
    undeliverableAt: notice.undeliverableAt?.toISOString() ?? null,
    delivery: toDeliveryJson(notice.delivery),
    sendings: sendingsOf(notice),
    resentAt: notice.resentAt?.toISOString() ?? null,
    isSentAgain: notice.resend === 'due',
  };
}
