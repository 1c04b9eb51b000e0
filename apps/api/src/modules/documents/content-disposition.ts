/**
 * Makes a browser save a file by its name (RFC 6266), which is sent twice: in ASCII for the oldest
 * readers, and whole (RFC 8187).
 */
export function attachmentNamed(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`;
}

/** Percent-encoded except what RFC 8187 allows (`attr-char`). */
function extended(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
