import { randomBytes } from 'node:crypto';
import { ScannerUnavailable } from '@assent/application';
import { clamdScanner } from '@assent/platform';
import { EICAR, startClamd, type Clamd } from './clamd';

/** On a busy machine, a scanner may take its time; one that never answers is waited for a moment. */
const PATIENT = { connecting: 30_000, silence: 30_000 };
const BRIEF = { ...PATIENT, silence: 300 };

let clamd: Clamd;

beforeEach(async () => {
  clamd = await startClamd();
});
afterEach(() => clamd.stop());

async function* pieces(content: Uint8Array, size: number, failure?: Error) {
  for (let start = 0; start < content.length; start += size) {
    yield await Promise.resolve(content.subarray(start, start + size));
  }
  if (failure) throw failure;
}

const scan = (content: AsyncIterable<Uint8Array>) =>
  clamdScanner(clamd.address, clamd.mood === 'silent' ? BRIEF : PATIENT).scan(content);

describe('a scanner', () => {
  it('finds nothing in a clean content, and was sent it byte for byte', async () => {
    const content = randomBytes(300_000);
    expect(await scan(pieces(content, 7_001))).toEqual({ found: null });
    expect(clamd.scanned.map((each) => each.equals(content))).toEqual([true]);
  });

  it.each([1, 10, 1_000])('finds the test file of EICAR in pieces of %i bytes', async (size) => {
    expect(await scan(pieces(Buffer.from(EICAR), size))).toEqual({ found: 'Eicar-Test-Signature' });
  });

  it('takes a content of 25 MB, in one piece', async () => {
    const content = Buffer.alloc(25 * 1024 * 1024, 'a');
    expect(await scan(pieces(content, content.length))).toEqual({ found: null });
    expect(clamd.scanned[0]?.length).toBe(content.length);
  });

  it('takes several at once', async () => {
    const results = await Promise.all(
      [EICAR, 'clean', `behind ${EICAR}`, 'clean, too'].map((words) =>
        scan(pieces(Buffer.from(words), 20)),
      ),
    );
    expect(results.map(({ found }) => found !== null)).toEqual([true, false, true, false]);
  });
});

describe('there is no result, and no content counts as clean,', () => {
  it.each([
    ['if it does not answer', 'silent', /ended the connection/],
    ['if it hangs up', 'hanging-up', /ended the connection/],
    ['if it reports an error', 'failing', /answered with an error/],
  ] as const)('%s', async (_, mood, message) => {
    clamd.mood = mood;
    const attempt = scan(pieces(randomBytes(200_000), 10_000));
    await expect(attempt).rejects.toThrow(ScannerUnavailable);
    await expect(attempt).rejects.toThrow(message);
  });

  it('if the content is longer than it takes', async () => {
    clamd.maxLength = 100_000;
    await expect(scan(pieces(randomBytes(2_000_000), 50_000))).rejects.toThrow(
      'the document is larger than StreamMaxLength of the virus scanner',
    );
  });

  it('if it cannot be reached', async () => {
    await clamd.stop();
    await expect(scan(pieces(randomBytes(10), 10))).rejects.toThrow(
      'the virus scanner cannot be reached',
    );
  });

  it('if the content breaks off, whose error it is', async () => {
    const broken = new Error('the store broke');
    await expect(scan(pieces(Buffer.from(EICAR), 10, broken))).rejects.toBe(broken);
    expect(clamd.scanned).toEqual([]);
  });
});
