import { Reader } from 'protobufjs/minimal';

/**
 * An encoded Protocol Buffers message without one of its fields. It copies unknown parts, so it
 * works for messages of any version.
 * @throws when the bytes are no such message.
 */
export function withoutField(message: Buffer, field: number): Buffer {
  const kept: Buffer[] = [];
  const reader = Reader.create(message);
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.tag();
    reader.skipType(tag & 7);
    if (tag >>> 3 !== field) kept.push(message.subarray(start, reader.pos));
  }
  return Buffer.concat(kept);
}
