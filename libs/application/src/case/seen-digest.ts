import type { Refusal } from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import type { CaseRecord } from '../ports/case-record';
import type { DocumentRecord } from '../ports/document-store';

type Information = Pick<CaseRecord, 'evaluationDigest' | 'facts'>;

/**
 * The digest of what a reviewer sees of a case: SHA-256, in hexadecimal, over its facts, the digest of
 * its evaluation, and the contents of its documents, in any order.
 */
export function seenDigestOf(
  record: Information,
  documents: readonly Pick<DocumentRecord, 'sha256'>[],
): string {
  return withDocuments(informationDigest(record), documents);
}

function informationDigest({ evaluationDigest, facts }: Information): string {
  return digestOf({ evaluation: evaluationDigest, facts });
}

function withDocuments(
  information: string,
  documents: readonly Pick<DocumentRecord, 'sha256'>[],
): string {
  return digestOf({ information, documents: documents.map(({ sha256 }) => sha256).sort() });
}

/**
 * Why a reviewer can't decide: information came in that they have not seen. Null if they saw all of it,
 * or don't say what they saw.
 * @param documents of the case as it is now, oldest first
 * @param seen the digest of what the reviewer saw
 */
export function unseenRefusal(
  record: Information & Pick<CaseRecord, 'id'>,
  documents: readonly DocumentRecord[],
  seen: string | undefined,
): Refusal | null {
  if (seen === undefined) return null;
  const unseen = cameAfter(record, documents, seen);
  if (unseen?.length === 0) return null;
  const detail = unseen
    ? `documents came in that you were not shown: ${unseen.map(({ name }) => name).join(', ')}; look at them, then decide again`
    : 'the information of this case is not what you were shown; reload the case, then decide again';
  return {
    code: 'unseen-information',
    detail,
    caseId: record.id,
    ...(unseen && { documents: unseen.map(({ id, name }) => ({ id, name })) }),
  };
}

/** The documents that came after what was seen; null if it was never what the case has now. */
function cameAfter(
  record: Information,
  documents: readonly DocumentRecord[],
  seen: string,
): readonly DocumentRecord[] | null {
  const information = informationDigest(record);
  for (let shown = documents.length; shown >= 0; shown -= 1) {
    if (withDocuments(information, documents.slice(0, shown)) === seen) {
      return documents.slice(shown);
    }
  }
  return null;
}
