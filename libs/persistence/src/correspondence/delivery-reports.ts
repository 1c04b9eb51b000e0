import {
  blockerOfNotice,
  type CommandKey,
  type DeliveryChange,
  type MemberLetterRecord,
  type NoticeRecord,
} from '@assent/application';
import { bytesOf } from '../database/table';
import type { Prisma } from '../generated/client';

/** A case as it is while a report about one of its letters is kept. */
interface LockedCase {
  readonly status: string;
  readonly version: number;
  readonly npi: string;
  readonly email: string | null;
}

/**
 * Keeps what a mail system did with a letter. It locks the case first, as a change of it does: a change
 * that corrects the address, or drops the question, comes before or after it.
 */
export async function keepDelivery(
  transaction: Prisma.TransactionClient,
  change: DeliveryChange,
  now: Date,
  command: CommandKey | undefined,
): Promise<boolean> {
  const { letter, report } = change;
  const [about] = await transaction.$queryRaw<LockedCase[]>`
    SELECT status, version, npi, prescriber_email AS email FROM pa_case
    WHERE id = ${letter.caseId}::uuid FOR NO KEY UPDATE`;
  if (!about) return false;
  const isMembers = 'madeAt' in letter;
  const isKept = isMembers
    ? await keepOfMember(transaction, letter, change)
    : await keepOfOffice(transaction, letter, change, about);
  if (!isKept) return false;
  const { by, code, outcome } = report;
  await transaction.caseEvent.create({
    data: {
      caseId: letter.caseId,
      at: now,
      type: outcome === 'delivered' ? 'letter-delivered' : 'letter-bounced',
      actor: by.subject,
      role: by.role,
      details: {
        letter: letter.id,
        kind: letter.kind,
        recipient: isMembers ? 'member' : 'prescriber',
        reportedAt: report.at.toISOString(),
        ...(code !== null && { code }),
        ...(letter.daysBefore !== null && { daysBefore: letter.daysBefore }),
      },
      ...(command && { commandKey: command.key, commandDigest: bytesOf(command.digest) }),
    },
  });
  await transaction.auditEntry.create({
    data: {
      at: now,
      actor: by.subject,
      role: by.role,
      action: 'report-delivery',
      caseId: letter.caseId,
      caseVersion: about.version,
    },
  });
  return true;
}

function reported({ report: { at, by, code, outcome } }: DeliveryChange) {
  return {
    deliveryOutcome: outcome,
    deliveryAt: at,
    deliveryCode: code,
    deliveryBy: by.subject,
    deliveryRole: by.role,
  };
}

/** The letter, if the same is still known of its delivery. */
function asKnown({ delivery, id }: MemberLetterRecord | NoticeRecord) {
  return { id, deliveryOutcome: delivery?.outcome ?? null, deliveryAt: delivery?.at ?? null };
}

/** One that came back is printed; if it was delivered after all, it is not. */
async function keepOfMember(
  transaction: Prisma.TransactionClient,
  letter: MemberLetterRecord,
  change: DeliveryChange,
): Promise<boolean> {
  const address = letter.to ?? letter.returnedFrom;
  const isBack = change.report.outcome === 'bounced';
  const { count } = await transaction.memberLetter.updateMany({
    where: { ...asKnown(letter), recipient: letter.to, mailedAt: null },
    data: {
      ...reported(change),
      recipient: isBack ? null : address,
      returnedFrom: isBack ? address : null,
    },
  });
  if (count > 0 && !isBack) await noLongerToMail(transaction, letter.caseId);
  return count > 0;
}

/** Another letter of the case that is late is found by the next check. */
export async function noLongerToMail(
  transaction: Prisma.TransactionClient,
  caseId: string,
): Promise<void> {
  await transaction.stuck.deleteMany({ where: { caseId, cause: 'letter-unmailed' } });
}

async function keepOfOffice(
  transaction: Prisma.TransactionClient,
  notice: NoticeRecord,
  change: DeliveryChange,
  about: LockedCase,
): Promise<boolean> {
  const { caseId, sendings, to } = notice;
  const { at, code, outcome } = change.report;
  const isOwed = change.owedIn.some((status) => status === about.status);
  const isCorrected = about.email !== null && about.email !== to;
  const resend = outcome === 'bounced' && isOwed ? (isCorrected ? 'due' : 'owed') : null;
  const { count } = await transaction.notice.updateMany({
    where: { ...asKnown(notice), sendings, sentAt: { not: null } },
    data: {
      ...reported(change),
      resend,
      attempts: 0,
      lastError: null,
      undeliverableAt: null,
      triedSince: null,
      nextAttemptAt: null,
      atOnce: false,
    },
  });
  if (count === 0) return false;
  if (resend === 'owed') {
    const { cause, ...blocker } = blockerOfNotice(
      {
        ...notice,
        attempts: 0,
        lastError: null,
        undeliverableAt: null,
        nextAttemptAt: null,
        bouncedAt: at,
        bounceCode: code,
        isResent: false,
      },
      at,
    );
    await transaction.stuck.upsert({
      where: { caseId_cause: { caseId, cause } },
      create: { caseId, cause, ...blocker },
      update: blocker,
    });
  }
  if (outcome === 'bounced' && isNoAddress(code)) {
    // It is not offered for the next request of this prescriber.
    await transaction.$executeRaw`
      UPDATE prescriber_seen SET email = NULL WHERE npi = ${about.npi} AND email = ${to}`;
  }
  if (outcome === 'delivered' && notice.resend !== null) {
    await freed(transaction, caseId);
  }
  return true;
}

/** Whether the address is at fault (RFC 3463, X.1.X), as far as the report says. */
function isNoAddress(code: string | null): boolean {
  return code?.startsWith('5.1.') ?? false;
}

/** Removes what held up the case, unless another of its letters does; the next check looks again. */
async function freed(transaction: Prisma.TransactionClient, caseId: string): Promise<void> {
  const others = await transaction.notice.count({
    where: {
      caseId,
      OR: [
        { resend: { not: null } },
        { sentAt: null, OR: [{ undeliverableAt: { not: null } }, { lastError: { not: null } }] },
      ],
    },
  });
  if (others > 0) return;
  await transaction.stuck.deleteMany({
    where: { caseId, cause: 'notice-undeliverable', repair: 'send-again' },
  });
}
