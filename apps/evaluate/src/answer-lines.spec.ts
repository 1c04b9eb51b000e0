import { answerLines } from './answer-lines';

const REQUEST = {
  requestType: 'initiation',
  lineOfBusiness: 'commercial',
  receivedAt: '2026-11-20T15:04:05Z',
  member: {
    memberId: 'FB1002003',
    givenName: 'Ana',
    familyName: 'Ruiz',
    birthDate: '1958-03-09',
  },
  prescriber: { npi: '1234567893', name: 'Lee Park MD' },
  drug: 'ixazomib',
  facts: {},
};
const GOOD = JSON.stringify(REQUEST);
const SETTINGS = { now: () => new Date('2026-11-22T20:00:00Z'), zone: 'America/New_York' };

/** What each line is answered with: its outcome, or the status of its error. */
async function answersTo(input: string | Buffer, chunk = 1 << 16): Promise<string[]> {
  const bytes = Buffer.from(input);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunk) {
      yield await Promise.resolve(bytes.subarray(at, at + chunk));
    }
  }
  const answers: string[] = [];
  for await (const line of answerLines(chunks(), SETTINGS)) {
    const found = /^\{"outcome":"([a-z-]+)"|"status":(\d+)/.exec(line);
    answers.push(found?.[1] ?? found?.[2] ?? line);
  }
  return answers;
}

describe('lines of requests', () => {
  test('are answered in order, with an error in the place of a bad line', async () => {
    const bad = JSON.stringify({ ...REQUEST, drug: '' });
    const other = JSON.stringify({ ...REQUEST, drug: 'aspirin' });
    expect(await answersTo(`${GOOD}\n{\n${bad}\nnull\n${other}\n`)).toEqual([
      'information-needed',
      '400',
      '422',
      '422',
      'not-applicable',
    ]);
  });

  test('can end with either line ending, and the last one with none', async () => {
    expect(await answersTo(`${GOOD}\r\n${GOOD}\n${GOOD}`)).toHaveLength(3);
  });

  test('are read whole, however the bytes arrive', async () => {
    const named = JSON.stringify({
      ...REQUEST,
      prescriber: { ...REQUEST.prescriber, name: 'Zoë' },
    });
    expect(await answersTo(`${named}\r\n${named}\n`, 1)).toEqual([
      'information-needed',
      'information-needed',
    ]);
  });

  test.each([
    ['between others', `${GOOD}\n\n${GOOD}\n`, ['information-needed', '400', 'information-needed']],
    ['at the end', `${GOOD}\n\n \n`, ['information-needed', '400', '400']],
    ['alone', '\n\n', ['400', '400']],
    ['without an end', '\r\n \t', ['400', '400']],
  ])('are answered in place when they are blank: %s', async (_, input, answers) => {
    expect(await answersTo(input)).toEqual(answers);
  });

  test('are refused when a member appears twice', async () => {
    const twice = GOOD.replace('"drug":', '"drug":"aspirin","drug":');
    expect(await answersTo(`${twice}\n`)).toEqual(['422']);
  });

  test('can begin with a byte-order mark', async () => {
    expect(await answersTo(`\uFEFF${GOOD}\n`)).toEqual(['information-needed']);
  });

  test('are refused when they are over one mebibyte or not text', async () => {
    const long = Buffer.from(`${'x'.repeat(1024 * 1024 + 1)}\n`);
    const noText = Buffer.from([0xff, 0x0a]);
    const input = Buffer.concat([long, noText, Buffer.from(`${GOOD}\n`)]);
    expect(await answersTo(input)).toEqual(['413', '400', 'information-needed']);
  });

  test('give no output when there is no input', async () => {
    expect(await answersTo('')).toEqual([]);
  });
});
