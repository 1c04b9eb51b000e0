import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { newEncryptionKey, readEncryptionKeys } from './encryption-keys';
import { payloadCodec } from './payload-codec';
import { NotDecryptable, UnknownEncryptionKey } from './sealing';

const [older, newer] = [newEncryptionKey('2026-05'), newEncryptionKey('2026-11')];
const PAYLOADS = [{ caseId: 'Quillfeather' }, 'é\u0000😀', null, undefined].map((value) =>
  defaultPayloadConverter.toPayload(value),
);

function codecWith(...entries: readonly string[]) {
  const keys = readEncryptionKeys(entries.join(' '));
  if (!keys) throw new Error('these are no keys');
  return payloadCodec(keys);
}

const plain = (payloads: readonly Payload[]) =>
  payloads.map(({ metadata, data }) => ({
    encoding: Buffer.from(metadata?.['encoding'] ?? []).toString(),
    data: Buffer.from(data ?? []).toString(),
  }));

test('gives back what was encrypted, and shows nothing of it meanwhile', async () => {
  const codec = codecWith(newer);
  const encrypted = await codec.encode(PAYLOADS);
  expect(plain(await codec.decode(encrypted))).toEqual(plain(PAYLOADS));
  for (const { encoding, data } of plain(encrypted)) {
    expect(encoding).toBe('binary/encrypted');
    expect(data).not.toMatch(/Quillfeather|json/);
  }
});

test('encrypts the same payload differently each time', async () => {
  const [payload] = PAYLOADS;
  const [first, second] = await codecWith(newer).encode([payload!, payload!]);
  expect(Buffer.from(first!.data!).equals(Buffer.from(second!.data!))).toBe(false);
});

test('encrypts with the newest key, and decrypts with each that it has', async () => {
  const before = await codecWith(older).encode(PAYLOADS);
  const rotated = codecWith(newer, older);
  expect(plain(await rotated.decode(before))).toEqual(plain(PAYLOADS));
  const after = await rotated.encode(PAYLOADS);
  expect(plain(await codecWith(newer).decode(after))).toEqual(plain(PAYLOADS));
});

test('names a key that it does not have', async () => {
  const encrypted = await codecWith(newer).encode(PAYLOADS);
  const refused = codecWith(older).decode(encrypted);
  await expect(refused).rejects.toThrow(UnknownEncryptionKey);
  await expect(refused).rejects.toThrow('the key `2026-11`, which is not in ENCRYPTION_KEYS');
});

test('refuses what was changed, cut, or encrypted with another key of the same id', async () => {
  const codec = codecWith(newer);
  const [encrypted] = await codec.encode(PAYLOADS);
  const bytes = Buffer.from(encrypted!.data!);
  const changed = [0, 20, bytes.length - 1].map((place) => {
    const other = Buffer.from(bytes);
    other[place]! ^= 1;
    return other;
  });
  const cut = [0, 5, 12, 27, bytes.length - 1].map((end) => bytes.subarray(0, end));
  for (const data of [...changed, ...cut]) {
    await expect(codec.decode([{ ...encrypted!, data }])).rejects.toThrow(NotDecryptable);
  }
  const other = codecWith(newEncryptionKey('2026-11'));
  await expect(other.decode([encrypted!])).rejects.toThrow(NotDecryptable);
});

test('passes through what was never encrypted', async () => {
  const payloads = [...PAYLOADS, {}, { metadata: null, data: null }];
  expect(await codecWith(newer).decode(payloads)).toEqual(payloads);
});
