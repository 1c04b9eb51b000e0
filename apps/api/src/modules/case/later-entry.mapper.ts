import type { LaterEntry } from '@assent/application';
import type { ReceiptEvidenceKind } from '@assent/domain';

interface SentEntry {
  readonly receivedAt?: string | undefined;
  readonly receipt?:
    { readonly evidence: ReceiptEvidenceKind; readonly reference?: string | undefined } | undefined;
}

/** When something reached the plan and what shows that, as it was sent. */
export function toLaterEntry({ receivedAt, receipt }: SentEntry): LaterEntry {
  return {
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt) }),
    ...(receipt && {
      receipt: { kind: receipt.evidence, reference: receipt.reference ?? null },
    }),
  };
}
