import type { DocumentRecord } from '@assent/application';
import type { DocumentType } from '@assent/domain';

/** How the name of a file ends, by its type. */
export const FILE_EXTENSIONS: Readonly<Record<DocumentType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'image/heic': 'heic',
  'text/plain': 'txt',
  'text/plain;charset=utf-16le': 'txt',
  'text/plain;charset=utf-16be': 'txt',
  'text/plain;charset=windows-1252': 'txt',
};

/**
 * The name of a document that is downloaded: its id and its type. A header may be logged on its way,
 * and the name that a document came with may name a member; only the JSON of the case has that.
 */
export function downloadName({ id, mediaType }: DocumentRecord): string {
  return `${id}.${FILE_EXTENSIONS[mediaType]}`;
}
