/** Takes a content in the lengths that its reader asks for, whatever pieces it comes in. */
export interface BytesFrom {
  /** Fewer bytes only at the end. */
  take(length: number): Promise<Buffer>;
  /** Puts bytes that were taken before the others again. */
  giveBack(bytes: Buffer): void;
  /** Everything that was not taken. */
  remaining(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

export function bytesFrom(content: AsyncIterable<Uint8Array>): BytesFrom {
  const source = content[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  return {
    async take(length) {
      const pieces: Uint8Array[] = [left];
      let size = left.length;
      while (size < length) {
        const next = await source.next();
        if (next.done) break;
        pieces.push(next.value);
        size += next.value.length;
      }
      const all = Buffer.concat(pieces);
      left = all.subarray(length);
      return all.subarray(0, length);
    },
    giveBack(bytes) {
      left = Buffer.concat([bytes, left]);
    },
    async *remaining() {
      if (left.length > 0) yield left;
      for (;;) {
        const next = await source.next();
        if (next.done) return;
        yield next.value;
      }
    },
    close: async () => {
      await source.return?.();
    },
  };
}
