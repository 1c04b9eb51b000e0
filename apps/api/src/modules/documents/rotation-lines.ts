import type { ShownRotation } from '@assent/application';

/** How far the contents of documents have moved to each key, in sentences, the newest key first. */
export function rotationLines(
  rotations: readonly ShownRotation[],
  newest: string,
): readonly string[] {
  const current = rotations.find(({ keyId }) => keyId === newest);
  const others = rotations.filter(({ keyId }) => keyId !== newest);
  return [
    current ? lineOf(current) : `\`${newest}\`: no API has begun to move documents to it`,
    ...(current ? [verdictOn(current)] : []),
    ...others.map((each) => `before: ${lineOf(each)}`),
  ];
}

function lineOf(rotation: ShownRotation): string {
  const { keyId, startedAt, movedAt, left, current, rewrapped, encrypted, unreadable } = rotation;
  return (
    `\`${keyId}\`: ${left} documents left; ${current} had it already, ${rewrapped} moved to it, ` +
    `${encrypted} were not encrypted before, ${unreadable} can't be read ` +
    `(from ${startedAt.toISOString()} to ${movedAt.toISOString()})`
  );
}

function verdictOn({ keyId, left, unreadable }: ShownRotation): string {
  if (left > 0) return 'Keep the older keys: not all documents were looked at yet.';
  return unreadable > 0
    ? "Keep the older keys: the log of the API has the ids of documents that can't be read."
    : `No document needs a key older than \`${keyId}\`; backups from before that may.`;
}
