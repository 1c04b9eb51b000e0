/** What follows the tag of a field (Protocol Buffers encoding, "wire types"). */
const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/**
 * An encoded Protocol Buffers message without one of its fields. It copies unknown parts, so it
 * works for messages of any version.
 * @throws when the bytes are no such message.
 */
export function withoutField(message: Buffer, field: number): Buffer {
  const kept: Buffer[] = [];
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    const end = endOfField(message, tag.end, tag.value % 8);
    if (end > message.length) throw new Error('the message ends within a field');
    if (Math.floor(tag.value / 8) !== field) kept.push(message.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

function endOfField(message: Buffer, at: number, wireType: number): number {
  switch (wireType) {
    case VARINT:
      return varint(message, at).end;
    case EIGHT_BYTES:
      return at + 8;
    case LENGTH_DELIMITED: {
      const length = varint(message, at);
      return length.end + length.value;
    }
    case FOUR_BYTES:
      return at + 4;
    default:
      throw new Error(`there is no wire type \`${wireType}\``);
  }
}

/** Seven bits a byte, lowest first; the highest bit says that more follow. */
function varint(message: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < message.length; at += 1, factor *= 128) {
    const byte = message.readUInt8(at);
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Error('the message ends within a number');
}
