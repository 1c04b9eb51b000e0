import type { DeliveryReport, LetterSummary, ListedLetter } from '@assent/application';
import type { DeliveryJson, LetterJson, ListedLetterJson } from '@assent/contracts';
import { actorOf } from '../case/findings.mapper';

export function toLetterJson(letter: LetterSummary): LetterJson {
  return {
    id: letter.id,
    kind: letter.kind,
    appealId: letter.appealId,
    recipient: letter.recipient,
    language: letter.language,
    version: letter.version,
    planVersion: letter.planVersion,
    state: letter.state,
    sentAt: letter.sentAt?.toISOString() ?? null,
    delivery: toDeliveryJson(letter.delivery),
    sendings: letter.sendings,
  };
}

export function toListedLetterJson(letter: ListedLetter): ListedLetterJson {
  const { mailed, of } = letter;
  return {
    id: letter.id,
    caseId: letter.caseId,
    caseNumber: of.number,
    memberName: of.memberName,
    kind: letter.kind,
    recipient: letter.recipient,
    language: letter.language,
    state: letter.state,
    madeAt: letter.at.toISOString(),
    mailBy: letter.mailBy?.toISOString() ?? null,
    isOverdue: letter.isOverdue,
    mailed: mailed && {
      at: mailed.at.toISOString(),
      by: { subject: mailed.by.subject, role: mailed.by.role },
    },
    delivery: toDeliveryJson(letter.delivery),
  };
}

export function toDeliveryJson(delivery: DeliveryReport | null): DeliveryJson | null {
  if (!delivery) return null;
  const { at, by, code, outcome } = delivery;
  return { outcome, at: at.toISOString(), code, by: actorOf(by) };
}
